<?xml version="1.0" encoding="UTF-8"?>
<!-- The net: what no other template knows. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:template match="*" mode="m:html" priority="-9" as="element(span)">
    <xsl:call-template name="f:say-unhandled"/>
    <span class="unknown" data-element="{name()}">
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
