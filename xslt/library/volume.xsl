<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages over all editions of a library say of one: its titles, who wrote it, how many letters of which years, its
     persons and places. -->
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

  <!-- What the edition's own pages say of it is said here in the same way: its years, what persons are sorted by, the
       addresses of their pages. -->
  <xsl:import href="../html.xsl"/>

  <!-- Persons or places, each once: the name; what tells that it is the same in another edition, which is a number at an
       authority, else the name itself; the address of its page in the edition; what it is sorted by; in how many letters. -->
  <xsl:template name="f:named" as="element()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="names" as="element()*"/>
    <xsl:for-each-group select="$names" group-by="string((@ref, normalize-space())[1])">
      <xsl:variable name="entry" as="element()?" select="@ref ! key('v:by-id', tokenize(.)[starts-with(., '#')] ! substring(., 2), $v:edition)[1]"/>
      <xsl:variable name="name" as="xs:string" select="f:shown-name(($entry/(tei:persName | tei:orgName | tei:placeName)[normalize-space()], .)[1])"/>
      <xsl:variable name="number" as="element(tei:idno)?" select="$entry/tei:idno[@type][normalize-space()][1]"/>
      <xsl:element name="{$kind}">
        <xsl:attribute name="key" select="if ($number) then lower-case($number/@type) || ' ' || normalize-space($number)
                                          else (tokenize(@ref)[matches(., '^https?://')], '=' || lower-case($name))[1]"/>
        <xsl:attribute name="letters" select="count(distinct-values(current-group()/ancestor::tei:correspDesc/generate-id()))"/>
        <xsl:for-each select="f:entry-address(.)">
          <xsl:attribute name="address" select="."/>
        </xsl:for-each>
        <xsl:attribute name="sort" select="f:sort-name(map {'page': $kind || 's', 'element': $entry, 'name': $name, 'mentions': map {'name': .}})"/>
        <xsl:text>{$name}</xsl:text>
      </xsl:element>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="/" mode="m:files" as="map(xs:string, xs:string)">
    <xsl:variable name="titles" as="element()?" select="$v:edition/tei:teiHeader/tei:fileDesc/tei:titleStmt"/>
    <xsl:variable name="years" as="xs:integer*" select="$v:believed[$v:mostly-dated] ! (?first, ?last) ! year-from-date(f:numbered-day(.))[. gt 0]"/>
    <xsl:variable name="actions" as="element(tei:correspAction)*" select="$v:edition/tei:teiHeader/tei:profileDesc//tei:correspAction"/>
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
        <!-- The letters of each year: of the first that their dates may be of, as the edition's list has them. -->
        <xsl:for-each-group select="$v:marks[?first ge min($v:believed?first) and ?last le max($v:believed?last)]" group-by="year-from-date(f:numbered-day(?first))[. gt 0]">
          <xsl:sort select="current-grouping-key()"/>
          <year n="{current-grouping-key()}" letters="{count(current-group())}"/>
        </xsl:for-each-group>
        <xsl:call-template name="f:named">
          <xsl:with-param name="kind" select="'person'"/>
          <xsl:with-param name="names" select="$actions/(tei:persName | tei:orgName | tei:name | tei:rs)[normalize-space()]"/>
        </xsl:call-template>
        <xsl:call-template name="f:named">
          <xsl:with-param name="kind" select="'place'"/>
          <xsl:with-param name="names" select="$actions/(tei:placeName | tei:settlement | tei:country | tei:region)[normalize-space()]"/>
        </xsl:call-template>
      </volume>
    </xsl:variable>
    <xsl:map>
      <xsl:map-entry key="'volume.xml'"
                     select="serialize($volume, map {'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})"/>
    </xsl:map>
  </xsl:template>
</xsl:stylesheet>
