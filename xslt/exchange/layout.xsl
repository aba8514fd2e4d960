<?xml version="1.0" encoding="UTF-8"?>
<!-- A line for each element of a structure. What holds words is left as it is. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The beginning of a line, for an element that stands so deep. No document is deeper than Saxon reads one. -->
  <xsl:function name="f:line" as="text()">
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:value-of select="substring($v:line, 1, 1 + $depth)"/>
  </xsl:function>

  <xsl:variable name="v:line" as="xs:string" static="yes" select="string-join(('&#10;', (1 to 1000) ! ' '))"/>

  <!-- A licence holds words of the source, whose white space is the print's. -->
  <xsl:template match="*[*][not(text()[normalize-space()])][not(self::tei:licence)]" mode="m:layout" as="element()">
    <xsl:param name="depth" as="xs:integer" select="1"/>
    <xsl:copy>
      <xsl:sequence select="@*"/>
      <xsl:for-each select="* | comment()">
        <xsl:sequence select="f:line($depth + 1)"/>
        <xsl:apply-templates select="." mode="m:layout">
          <xsl:with-param name="depth" select="$depth + 1"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:sequence select="f:line($depth)"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
