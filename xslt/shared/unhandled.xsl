<?xml version="1.0" encoding="UTF-8"?>
<!-- The net below all templates: an element that no template knows is said, with its place, and its text kept. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://letterbook.invalid/ns/function"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The content is one element, so that its code and path can be read apart from its words. -->
  <xsl:template name="f:say-unhandled" as="empty-sequence()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:message>
      <message code="render-unhandled" path="{path()}">The element '{name()}' has no template; its text is kept</message>
    </xsl:message>
  </xsl:template>
</xsl:stylesheet>
