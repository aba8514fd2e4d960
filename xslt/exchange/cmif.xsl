<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of an edition's letters for aggregators: CMIF, the Correspondence Metadata Interchange Format.

     Made twice from the same correspDescs: cmif.xml with what every checker of correspSearch has taken so far, and
     cmif-v2.xml with what later versions of the format allow: how sure a fact is, printed words of dates, the
     letters before and after, where the text is. loss.json says of both what they could not carry.

     A stylesheet for other programs: it lies where render does not look for formats. Namespaces as in text.xsl. -->
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

  <xsl:param name="uuid" as="xs:string" select="'uuid-00000000-0000-0000-0000-000000000000'">
    <!-- The xml:id of the edition in the index. It must never change. -->
  </xsl:param>

  <xsl:param name="editor" as="xs:string" select="''">
    <!-- Who answers for the index; without it, whom the edition names. -->
  </xsl:param>

  <xsl:param name="email" as="xs:string" select="''">
    <!-- The address under which the editor can be asked. -->
  </xsl:param>

  <xsl:param name="url" as="xs:string" select="''">
    <!-- The address under which the folder of the edition stands on the web, with a final slash. -->
  </xsl:param>

  <xsl:param name="date" as="xs:string" select="''">
    <!-- The day, or the moment, of the last change of the index. -->
  </xsl:param>

  <xsl:param name="licence" as="xs:string" select="''">
    <!-- The address of the licence of the index. -->
  </xsl:param>

  <xsl:include href="../shared/labels.xsl"/>
  <xsl:include href="../shared/edition.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="layout.xsl"/>
  <xsl:include href="cmif/facts.xsl"/>
  <xsl:include href="cmif/losses.xsl"/>

  <!-- document -> map of file names -->
  <xsl:mode name="m:files" on-no-match="fail"/>
  <!-- a structure -> the same with a line for each element -->
  <xsl:mode name="m:layout" on-no-match="deep-copy"/>

  <xsl:template match="/" mode="m:files" as="map(xs:string, xs:string)">
    <xsl:sequence select="map {
      'cmif.xml': f:index(false()),
      'cmif-v2.xml': f:index(true()),
      'loss.json': f:loss-report()}"/>
  </xsl:template>

  <!-- The index as it is written. `new`: with what later versions of the format allow. -->
  <xsl:function name="f:index" as="xs:string">
    <xsl:param name="new" as="xs:boolean"/>
    <xsl:variable name="file" as="element(tei:fileDesc)" select="$v:edition/tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="index" as="element(tei:TEI)">
      <TEI>
        <teiHeader>
          <fileDesc>
            <titleStmt>
              <title>Index of letters: {$v:title}</title>
              <editor>
                <xsl:text>{($editor[. ne ''], $file/tei:titleStmt/tei:editor ! normalize-space(), 'No editor is named.')[1]}</xsl:text>
                <xsl:if test="$email">
                  <xsl:text> </xsl:text>
                  <email>{$email}</email>
                </xsl:if>
              </editor>
            </titleStmt>
            <publicationStmt>
              <publisher>{($file/tei:publicationStmt/(tei:publisher, tei:authority) ! normalize-space(), 'No publisher is named.')[1]}</publisher>
              <idno type="url">{if ($url) then $url || 'cmif/' || (if ($new) then 'cmif-v2.xml' else 'cmif.xml') else 'urn:uuid:' || substring-after($uuid, 'uuid-')}</idno>
              <date>
                <xsl:if test="$date">
                  <xsl:attribute name="when" select="$date"/>
                </xsl:if>
              </date>
              <availability>
                <xsl:choose>
                  <xsl:when test="$licence">
                    <licence target="{$licence}">{f:licence-words($licence)}</licence>
                  </xsl:when>
                  <xsl:otherwise>
                    <p>No licence is named for this index.</p>
                  </xsl:otherwise>
                </xsl:choose>
              </availability>
            </publicationStmt>
            <sourceDesc>
              <bibl type="{if ($url) then 'hybrid' else 'print'}" xml:id="{$uuid}">
                <xsl:text>{f:citation($file)}</xsl:text>
                <xsl:if test="$url">
                  <xsl:text> </xsl:text>
                  <ref target="{$url}">{$url}</ref>
                </xsl:if>
              </bibl>
            </sourceDesc>
          </fileDesc>
          <profileDesc>
            <xsl:for-each select="$v:letters">
              <xsl:sequence select="f:description(.) ! f:entry(current(), ., $new)"/>
            </xsl:for-each>
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
    <xsl:sequence select="'&lt;?xml version=&quot;1.0&quot; encoding=&quot;UTF-8&quot;?&gt;&#10;'
                          || serialize($written, map {'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})
                          || '&#10;'"/>
  </xsl:function>

  <!-- The edition in one line: author, title, publisher and year of the printed book. -->
  <xsl:function name="f:citation" as="xs:string">
    <xsl:param name="file" as="element(tei:fileDesc)"/>
    <xsl:variable name="book" as="element(tei:bibl)?" select="$file/tei:sourceDesc/tei:bibl[@type = 'print'][1]"/>
    <xsl:variable name="said" as="xs:string*"
                  select="($book, $file/tei:titleStmt)[1] ! (tei:author, tei:title, tei:publisher, tei:date/@when) ! normalize-space()[. ne '']"/>
    <xsl:sequence select="if (exists($said)) then string-join($said ! replace(., '\.$', ''), '. ') || '.' else $v:title"/>
  </xsl:function>

  <xsl:function name="f:licence-words" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="name" as="xs:string"
                  select="if (contains($address, 'publicdomain/zero')) then 'Creative Commons CC0 1.0'
                          else if (contains($address, 'licenses/by/4.0')) then 'Creative Commons Attribution 4.0 International (CC BY 4.0)'
                          else $address"/>
    <xsl:sequence select="'This file is licensed under the terms of ' || $name || '.'"/>
  </xsl:function>
</xsl:stylesheet>
