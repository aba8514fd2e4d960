<?xml version="1.0" encoding="UTF-8"?>
<!-- The header of a single letter: what is true of it alone, and what it shares with the edition. -->
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

  <xsl:variable name="v:header" as="element(tei:teiHeader)?" select="$v:edition/tei:teiHeader"/>

  <!-- What every letter takes from the edition's header, and so can be pointed to in each. -->
  <xsl:variable name="v:header-parts" as="element()*"
                select="$v:header/(tei:fileDesc/(tei:titleStmt | tei:publicationStmt | tei:sourceDesc), tei:encodingDesc/tei:refsDecl,
                                   tei:profileDesc/(tei:langUsage | tei:calendarDesc), tei:revisionDesc)"/>

  <xsl:variable name="v:practice" as="xs:string" static="yes"
                select="'Faults of the print stand as choice, with the printed form in sic and the reading in corr. '
                        || 'What was inferred carries cert, evidence and resp; what is printed does not; the unknown is absent. '
                        || 'Calls of notes are counted within the letter; their corresp names the call in the edition.'"/>

  <!-- The ids of these parts; those within a long licence are in the edition alone. -->
  <xsl:variable name="v:header-held" as="map(xs:string, xs:boolean)"
                select="map:merge(($v:header-parts ! descendant-or-self::*)[@xml:id][not(ancestor::tei:licence[f:is-long(.)])]
                                  ! map:entry(string(@xml:id), true()))"/>

  <!-- A licence of so many characters is longer than most letters: each letter of a thousand points to it. -->
  <xsl:variable name="v:long-licence" as="xs:integer" static="yes" select="4000"/>

  <xsl:function name="f:is-long" as="xs:boolean" cache="yes">
    <xsl:param name="licence" as="element(tei:licence)"/>
    <xsl:sequence select="string-length($licence) gt $v:long-licence"/>
  </xsl:function>

  <xsl:template match="tei:licence[@xml:id][f:is-long(.)]" mode="m:taken" as="element(tei:licence)">
    <licence>
      <xsl:sequence select="@xml:id"/>
      <p>The words of the distributor stand in <ref target="{$edition}#{@xml:id}">the header of the edition</ref>.</p>
    </licence>
  </xsl:template>

  <!-- What an application says of its files is said of the edition's. -->
  <xsl:template match="tei:application/tei:p" mode="m:taken" as="element()">
    <p>Made by rules from a printed edition; this file from <ref target="{$edition}">the TEI of the edition</ref>.</p>
  </xsl:template>

  <!-- Once is enough. -->
  <xsl:template match="tei:application/tei:p[preceding-sibling::tei:p]" mode="m:taken" as="empty-sequence()" priority="2"/>

  <xsl:function name="f:document-id" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="string-join(($v:edition/@xml:id, ($letter/@xml:id, 'letter-' || f:place($letter))[1]), '.')"/>
  </xsl:function>

  <xsl:template name="f:header" as="element(tei:teiHeader)">
    <xsl:param name="letter" as="element(tei:div)" tunnel="yes"/>
    <xsl:param name="description" as="element(tei:correspDesc)?" tunnel="yes"/>
    <xsl:param name="notes" as="element(tei:note)*" tunnel="yes"/>
    <xsl:variable name="file" as="element(tei:fileDesc)" select="$v:header/tei:fileDesc"/>
    <xsl:variable name="used" as="xs:string*" select="($v:edition/@xml:lang, ($letter, $notes) ! descendant-or-self::*/@xml:lang) ! lower-case(.)"/>
    <xsl:variable name="inline" as="element(tei:note)*" select="$letter//tei:note[@xml:id]"/>
    <teiHeader>
      <fileDesc>
        <titleStmt>
          <title level="a">{f:letter-title($letter, $description)}</title>
          <xsl:for-each select="$file/tei:titleStmt/tei:title">
            <title level="m">{normalize-space()}</title>
          </xsl:for-each>
          <!-- Who wrote this letter, not whom the book names as its author. -->
          <xsl:for-each select="$description/tei:correspAction[@type = 'sent']/(tei:persName | tei:orgName | tei:name | tei:rs)[normalize-space()]">
            <author>
              <xsl:apply-templates select="@ref | @cert" mode="m:taken"/>
              <xsl:text>{normalize-space()}</xsl:text>
            </author>
          </xsl:for-each>
          <xsl:apply-templates select="$file/tei:titleStmt/(* except (tei:title | tei:author))" mode="m:taken"/>
        </titleStmt>
        <extent>
          <measure unit="letters" quantity="1">1 letter</measure>
          <xsl:variable name="count" as="xs:integer" select="count($notes | $inline)"/>
          <measure unit="notes" quantity="{$count}">{$count} {if ($count eq 1) then 'note' else 'notes'}</measure>
        </extent>
        <publicationStmt>
          <xsl:for-each select="$file/tei:publicationStmt/*">
            <xsl:choose>
              <xsl:when test="self::tei:idno[@type = 'letterbook']">
                <idno type="letterbook">{normalize-space()}/{$letter/@xml:id}</idno>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="." mode="m:taken"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </publicationStmt>
        <sourceDesc>
          <bibl type="edition">
            <title level="m">{$v:title}</title>
            <!-- A part with thousands of letters is not gone through for a heading that can only stand before them. -->
            <xsl:for-each select="$letter/ancestor::tei:div[*[self::tei:head or self::tei:div][1]/self::tei:head]">
              <biblScope unit="part">{normalize-space(f:reading(tei:head[1]))}</biblScope>
            </xsl:for-each>
            <biblScope unit="letter">{f:letter-number($letter)}</biblScope>
            <ptr target="{$edition}#{$letter/@xml:id}"/>
          </bibl>
          <xsl:apply-templates select="$file/tei:sourceDesc/*" mode="m:taken"/>
        </sourceDesc>
      </fileDesc>
      <encodingDesc>
        <xsl:apply-templates select="$v:header/tei:encodingDesc/tei:appInfo" mode="m:taken"/>
        <editorialDecl>
          <p>Taken from <ref target="{$edition}">the edition</ref>, whose header says how its text was treated. {$v:practice}</p>
        </editorialDecl>
        <xsl:apply-templates select="$v:header/tei:encodingDesc/tei:refsDecl" mode="m:taken"/>
      </encodingDesc>
      <profileDesc>
        <xsl:apply-templates select="$v:header-parts[self::tei:calendarDesc]" mode="m:taken"/>
        <langUsage>
          <xsl:apply-templates select="$v:header-parts/self::tei:langUsage/tei:language[lower-case(@ident) = $used]" mode="m:taken"/>
        </langUsage>
        <xsl:apply-templates select="$description" mode="m:taken"/>
      </profileDesc>
      <xsl:apply-templates select="$v:header/tei:revisionDesc" mode="m:taken"/>
    </teiHeader>
  </xsl:template>

  <!-- The number as printed, after correction; a letter without one is named by its id. -->
  <xsl:function name="f:letter-number" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="($letter/@n ! normalize-space()[. ne ''], substring-after($letter/@xml:id, 'letter-'))[1]"/>
  </xsl:function>

  <!-- "Letter 12: A to B and C, 1812-03-04", as far as it is known. English, as all of the header is. -->
  <xsl:function name="f:letter-title" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="description" as="element(tei:correspDesc)?"/>
    <xsl:variable name="actions" as="element()*" select="$description/tei:correspAction"/>
    <xsl:variable name="parties" as="xs:string*"
                  select="('sent', 'received') ! (let $type := . return
                          string-join($actions[@type = $type]/(tei:persName | tei:orgName) ! normalize-space(), ' and '))"/>
    <xsl:variable name="who" as="xs:string" select="string-join(($parties[1], 'to '[$parties[2] ne ''] || $parties[2])[. ne ''], ' ')"/>
    <xsl:variable name="day" as="xs:string?" select="($actions[@type = 'sent']/tei:date/@when)[1]"/>
    <xsl:sequence select="'Letter ' || f:letter-number($letter) || ': '[$who ne ''] || $who || ', '[exists($day)] || $day"/>
  </xsl:function>

  <!-- The words of a heading as they are read, without calls and notes. -->
  <xsl:function name="f:reading" as="xs:string">
    <xsl:param name="words" as="element()"/>
    <xsl:sequence select="string-join($words//text()[not(ancestor::tei:sic or ancestor::tei:orig or ancestor::tei:abbr[parent::tei:choice]
                          or ancestor::tei:note or ancestor::tei:ref[@type = 'note'] or ancestor::tei:fw)])"/>
  </xsl:function>
</xsl:stylesheet>
