<?xml version="1.0" encoding="UTF-8"?>
<!-- What the page over all editions of a library says of one: its titles, who wrote it, how many letters of which years. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:include href="../shared/labels.xsl"/>
  <xsl:include href="../shared/edition.xsl"/>

  <!-- document -> map of file names -->
  <xsl:mode name="m:files" on-no-match="fail"/>

  <xsl:template match="/" mode="m:files" as="map(xs:string, xs:string)">
    <xsl:variable name="titles" as="element()?" select="$v:edition/tei:teiHeader/tei:fileDesc/tei:titleStmt"/>
    <xsl:variable name="years" as="xs:integer*" select="
      $v:edition/tei:teiHeader/tei:profileDesc//tei:correspDesc/tei:correspAction/tei:date/
      (@when, @from, @to, @notBefore, @notAfter)[matches(., '^\d{4}')] ! xs:integer(substring(., 1, 4))"/>
    <xsl:variable name="volume" as="element(volume)">
      <volume letters="{count($v:letters)}">
        <xsl:sequence select="$v:edition/@xml:lang"/>
        <xsl:if test="exists($years)">
          <xsl:attribute name="from" select="min($years)"/>
          <xsl:attribute name="to" select="max($years)"/>
        </xsl:if>
        <title>{$v:title}</title>
        <xsl:for-each select="$titles/tei:author[normalize-space()]">
          <author>{normalize-space()}</author>
        </xsl:for-each>
      </volume>
    </xsl:variable>
    <xsl:map>
      <xsl:map-entry key="'volume.xml'"
                     select="serialize($volume, map {'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})"/>
    </xsl:map>
  </xsl:template>
</xsl:stylesheet>
