<?xml version="1.0" encoding="UTF-8"?>
<!-- One index of letters for all editions of a library, of the indexes that cmif.xsl made of each.

     The document is library/edition/tei:TEI. What the editions agree on is said of all of them. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns="http://www.tei-c.org/ns/1.0"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:param name="file" as="xs:string" select="'cmif.xml'">
    <!-- The name of the file. -->
  </xsl:param>

  <xsl:param name="uuid" as="xs:string" select="'uuid-00000000-0000-0000-0000-000000000000'">
    <!-- By what the index is named where it has no address. -->
  </xsl:param>

  <xsl:include href="../exchange/layout.xsl"/>

  <!-- document -> map of file names -->
  <xsl:mode name="m:files" on-no-match="fail"/>
  <!-- a structure -> the same with a line for each element -->
  <xsl:mode name="m:layout" on-no-match="deep-copy"/>

  <xsl:variable name="v:files" as="element(tei:fileDesc)*" select="/library/edition/tei:TEI/tei:teiHeader/tei:fileDesc"/>

  <!-- The folder on the web beside which all editions stand, if there is one. -->
  <xsl:variable name="v:home" as="xs:string*"
                select="distinct-values($v:files/tei:publicationStmt/tei:idno ! replace(., '^(https?://.*/)[^/]+/cmif/cmif(-v2)?\.xml$', '$1'))"/>

  <!-- The licence of all: that of each, or the one that asks for more; none, where an edition names none. -->
  <xsl:variable name="v:licence" as="element(tei:licence)?"
                select="$v:files[every $file in $v:files satisfies $file//tei:availability/tei:licence]//tei:availability/tei:licence
                        => sort((), function($licence) {not(contains($licence/@target, 'licenses/by/'))}) => head()"/>

  <!-- Those of different words; that none is named is said only where it is said of all editions. -->
  <xsl:function name="f:distinct" as="element()+">
    <xsl:param name="named" as="element()+"/>
    <xsl:variable name="known" as="element()*" select="$named[not(matches(., '^No (editor|publisher) is named\.$'))]"/>
    <xsl:for-each-group select="if (exists($known)) then $known else $named" group-by="normalize-space()">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:template match="/" mode="m:files" as="map(xs:string, xs:string)">
    <xsl:variable name="index" as="element(tei:TEI)">
      <TEI>
        <teiHeader>
          <fileDesc>
            <titleStmt>
              <title>Index of letters: {count($v:files)} edition{'s'[count($v:files) ne 1]}</title>
              <xsl:sequence select="f:distinct($v:files/tei:titleStmt/tei:editor)"/>
            </titleStmt>
            <publicationStmt>
              <xsl:sequence select="f:distinct($v:files/tei:publicationStmt/tei:publisher)"/>
              <idno type="url">{if (count($v:home) eq 1 and ends-with($v:home, '/')) then $v:home || 'library/' || $file
                                else 'urn:uuid:' || substring-after($uuid, 'uuid-')}</idno>
              <date>
                <xsl:for-each select="max($v:files/tei:publicationStmt/tei:date/@when ! string())">
                  <xsl:attribute name="when" select="."/>
                </xsl:for-each>
              </date>
              <availability>
                <xsl:choose>
                  <xsl:when test="$v:licence">
                    <xsl:sequence select="$v:licence"/>
                  </xsl:when>
                  <xsl:otherwise>
                    <p>No licence is named for this index.</p>
                  </xsl:otherwise>
                </xsl:choose>
              </availability>
            </publicationStmt>
            <sourceDesc>
              <xsl:sequence select="$v:files/tei:sourceDesc/tei:bibl"/>
            </sourceDesc>
          </fileDesc>
          <profileDesc>
            <xsl:sequence select="/library/edition/tei:TEI/tei:teiHeader/tei:profileDesc/tei:correspDesc"/>
          </profileDesc>
        </teiHeader>
        <text>
          <body>
            <p/>
          </body>
        </text>
      </TEI>
    </xsl:variable>
    <xsl:variable name="written" as="element(tei:TEI)">
      <xsl:apply-templates select="$index" mode="m:layout">
        <xsl:with-param name="depth" select="0"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:map>
      <xsl:map-entry key="$file"
                     select="'&lt;?xml version=&quot;1.0&quot; encoding=&quot;UTF-8&quot;?&gt;&#10;'
                             || serialize($written, map {'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})
                             || '&#10;'"/>
    </xsl:map>
  </xsl:template>
</xsl:stylesheet>
