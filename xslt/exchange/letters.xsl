<?xml version="1.0" encoding="UTF-8"?>
<!-- Each letter of an edition as a TEI document of its own, for repositories that keep letters one by one.

     A single letter has a header of its own, its one correspDesc, the notes that it calls and the entries of the
     register that it names. Its ids are the edition's, but for those of calls: these count within the letter, so that
     a letter put in elsewhere changes none of them, and @corresp names the call in the edition. What a letter points
     to and does not hold is in the file of another letter, or in the edition.

     Not a format for readers: it lies where render does not look for formats. Namespaces as in text.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns="http://www.tei-c.org/ns/1.0"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:param name="edition" as="xs:string" select="'../edition.xml'">
    <!-- Where the edition lies, as seen from the folder of the letters. -->
  </xsl:param>

  <xsl:include href="../shared/labels.xsl"/>
  <xsl:include href="../shared/edition.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="layout.xsl"/>
  <xsl:include href="letters/header.xsl"/>
  <xsl:include href="letters/pointers.xsl"/>

  <!-- document -> map of file names -->
  <xsl:mode name="m:files" on-no-match="fail"/>
  <!-- a part of the edition -> the same part in the letter's document, where pointers lead elsewhere -->
  <xsl:mode name="m:taken" on-no-match="shallow-copy"/>
  <!-- a structure -> the same with a line for each element -->
  <xsl:mode name="m:layout" on-no-match="deep-copy"/>

  <xsl:template match="/" mode="m:files" as="map(xs:string, item())">
    <xsl:map>
      <xsl:for-each select="$v:letters">
        <xsl:variable name="letter" as="element(tei:div)" select="."/>
        <!-- Made when it is asked for: thousands of documents need not be in memory at once. -->
        <xsl:map-entry key="f:letter-file(.)" select="function() as xs:string { f:letter-document($letter) }"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:template>

  <xsl:function name="f:letter-document" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="f:notes-called($letter)"/>
    <xsl:variable name="description" as="element(tei:correspDesc)?" select="f:description($letter)"/>
    <xsl:variable name="entries" as="element()*" select="f:entries(($description, $letter, $notes))"/>
    <xsl:variable name="document" as="element(tei:TEI)">
      <xsl:apply-templates select="$v:edition" mode="m:taken">
        <xsl:with-param name="letter" select="$letter" tunnel="yes"/>
        <xsl:with-param name="description" select="$description" tunnel="yes"/>
        <xsl:with-param name="notes" select="$notes" tunnel="yes"/>
        <xsl:with-param name="entries" select="$entries" tunnel="yes"/>
        <xsl:with-param name="calls" select="f:call-names(($letter, $notes)//tei:ref[@type = 'note'])" tunnel="yes"/>
        <xsl:with-param name="held" tunnel="yes"
                        select="map:merge(($v:header-held, f:held(($description, $entries, $letter, $notes))))"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="'&lt;?xml version=&quot;1.0&quot; encoding=&quot;UTF-8&quot;?&gt;&#10;'
                          || serialize($document, map {'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})
                          || '&#10;'"/>
  </xsl:function>

  <xsl:template match="tei:TEI" mode="m:taken" as="element(tei:TEI)">
    <xsl:param name="letter" as="element(tei:div)" tunnel="yes"/>
    <xsl:param name="entries" as="element()*" tunnel="yes"/>
    <xsl:variable name="header" as="element(tei:teiHeader)">
      <xsl:call-template name="f:header"/>
    </xsl:variable>
    <TEI>
      <xsl:attribute name="xml:id" select="f:document-id($letter)"/>
      <xsl:sequence select="@xml:lang"/>
      <xsl:sequence select="f:line(1)"/>
      <xsl:apply-templates select="$header" mode="m:layout"/>
      <xsl:if test="$entries">
        <xsl:variable name="register" as="element(tei:standOff)">
          <standOff>
            <xsl:for-each-group select="$entries" group-by="local-name(..)">
              <xsl:element name="{current-grouping-key()}">
                <xsl:apply-templates select="current-group()" mode="m:taken"/>
              </xsl:element>
            </xsl:for-each-group>
          </standOff>
        </xsl:variable>
        <xsl:sequence select="f:line(1)"/>
        <xsl:apply-templates select="$register" mode="m:layout"/>
      </xsl:if>
      <xsl:sequence select="f:line(1)"/>
      <xsl:apply-templates select="tei:text" mode="m:taken"/>
      <xsl:sequence select="f:line(0)"/>
    </TEI>
  </xsl:template>

  <xsl:template match="tei:TEI/tei:text" mode="m:taken" as="element(tei:text)">
    <xsl:param name="letter" as="element(tei:div)" tunnel="yes"/>
    <xsl:param name="notes" as="element(tei:note)*" tunnel="yes"/>
    <text>
      <xsl:sequence select="f:line(2)"/>
      <body>
        <xsl:sequence select="f:line(3)"/>
        <xsl:apply-templates select="$letter" mode="m:taken"/>
        <xsl:sequence select="f:line(2)"/>
      </body>
      <xsl:if test="$notes">
        <xsl:sequence select="f:line(2)"/>
        <back>
          <xsl:sequence select="f:line(3)"/>
          <div type="notes">
            <xsl:for-each select="$notes">
              <xsl:sequence select="f:line(4)"/>
              <xsl:apply-templates select="." mode="m:taken"/>
            </xsl:for-each>
            <xsl:sequence select="f:line(3)"/>
          </div>
          <xsl:sequence select="f:line(2)"/>
        </back>
      </xsl:if>
      <xsl:sequence select="f:line(1)"/>
    </text>
  </xsl:template>
</xsl:stylesheet>
