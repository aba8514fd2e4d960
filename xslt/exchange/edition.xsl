<?xml version="1.0" encoding="UTF-8"?>
<!-- The letters' files and descriptions, and the register: looked up in the edition. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The entries of the register. -->
  <xsl:key name="v:entry" use="@xml:id"
           match="tei:standOff/tei:listPerson/*[@xml:id] | tei:standOff/tei:listPlace/*[@xml:id] | tei:standOff/tei:listOrg/*[@xml:id]"/>

  <xsl:function name="f:is-letter" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($v:places, generate-id($element))"/>
  </xsl:function>

  <xsl:function name="f:description" as="element(tei:correspDesc)?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="(f:named($letter/@decls) ! key('v:by-id', ., $v:edition)[self::tei:correspDesc])[1]"/>
  </xsl:function>

  <!-- The ids that a pointer attribute names in its own document. -->
  <xsl:function name="f:named" as="xs:string*">
    <xsl:param name="pointers" as="attribute()*"/>
    <xsl:sequence select="($pointers ! tokenize(.))[starts-with(., '#')] ! substring(., 2)"/>
  </xsl:function>
</xsl:stylesheet>
