<?xml version="1.0" encoding="UTF-8"?>
<!-- Which elements are blocks, and where. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- What is a block wherever it stands: a paragraph of running text cannot hold it, and is broken by it. -->
  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::tei:list or self::tei:p or self::tei:ab or self::tei:lg or self::tei:l
      or self::tei:table or self::tei:figure or self::tei:div or self::tei:postscript or self::tei:listBibl
      or self::tei:listPerson or self::tei:listPlace or self::tei:listOrg or self::tei:person or self::tei:place
      or self::tei:org or self::tei:floatingText
      or (self::tei:q | self::tei:quote | self::tei:said | self::tei:cit | self::tei:sp | self::tei:epigraph)
         [descendant::tei:p or descendant::tei:lg or descendant::tei:l or descendant::tei:list or descendant::tei:ab
          or descendant::tei:floatingText or descendant::tei:table]])"/>
  </xsl:function>

  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/descendant::*[f:is-block(.)])"/>
  </xsl:function>

  <!-- What is a part of its own in an opener, a closer, on a title page; in a line of text these are phrases. -->
  <xsl:function name="f:is-part" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::tei:dateline or self::tei:salute or self::tei:signed or self::tei:byline
      or self::tei:address or self::tei:addrLine or self::tei:argument or self::tei:head or self::tei:titlePart
      or self::tei:docTitle or self::tei:docAuthor or self::tei:docImprint or self::tei:docDate or self::tei:label
      or self::tei:milestone]) or f:is-block($node)"/>
  </xsl:function>

  <!-- Whether an element stands in a line of text, and so is a phrase there. -->
  <xsl:function name="f:is-in-line" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not($element/parent::tei:div) and (exists($element/ancestor::*[self::tei:p or self::tei:ab or self::tei:l or self::tei:head
      or self::tei:salute or self::tei:signed or self::tei:dateline or self::tei:byline or self::tei:addrLine
      or self::tei:label or self::tei:trailer or self::tei:titlePart or self::tei:docImprint or self::tei:bibl])
      or exists($element/parent::*[self::tei:item or self::tei:cell or self::tei:note or self::tei:quote
      or self::tei:opener or self::tei:closer][text()[normalize-space()]]))"/>
  </xsl:function>
</xsl:stylesheet>
