<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases as words: what markup says with type, words and brackets say here. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="v:printed" as="xs:boolean"
                select="if ($reading = ('printed', 'corrected')) then $reading = 'printed'
                        else error(xs:QName('f:reading'), 'The parameter reading is &quot;corrected&quot; or &quot;printed&quot;, not &quot;' || $reading || '&quot;')"/>

  <!-- The words in an element. -->
  <xsl:function name="f:run" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:value-of>
      <xsl:apply-templates select="$element/node()" mode="m:run"/>
    </xsl:value-of>
  </xsl:function>

  <!-- The words of a node. -->
  <xsl:function name="f:run-of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:value-of>
      <xsl:apply-templates select="$node" mode="m:run"/>
    </xsl:value-of>
  </xsl:function>

  <!-- What is its words and no more. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:country | tei:region
                       | tei:settlement | tei:forename | tei:surname | tei:addName | tei:nameLink | tei:roleName
                       | tei:measure | tei:seg | tei:bibl | tei:biblScope | tei:author | tei:editor | tei:publisher
                       | tei:pubPlace | tei:idno | tei:email | tei:birth | tei:death | tei:location | tei:geo | tei:desc
                       | tei:resp | tei:respStmt | tei:sic | tei:corr | tei:orig | tei:reg | tei:expan | tei:abbr
                       | tei:hi | tei:foreign | tei:title | tei:date | tei:time | tei:add | tei:label | tei:salute
                       | tei:signed | tei:dateline | tei:byline | tei:docAuthor | tei:docDate | tei:quote
                       | tei:note[@place = ('inline', 'margin')] | tei:gap/tei:desc"
                mode="m:run" as="node()*">
    <xsl:apply-templates mode="m:run"/>
  </xsl:template>

  <!-- Blocks in a line of words: apart from what stands before and after. -->
  <xsl:template match="tei:p | tei:ab | tei:l | tei:lg | tei:list | tei:item | tei:table | tei:row | tei:cell | tei:head
                       | tei:address | tei:addrLine | tei:figure | tei:div | tei:opener | tei:closer | tei:postscript
                       | tei:trailer | tei:argument | tei:titlePage | tei:docTitle | tei:titlePart | tei:docImprint
                       | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:person | tei:place | tei:org"
                mode="m:run" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="m:run"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- ............................................................... what happened to the text -->

  <xsl:template match="tei:choice" mode="m:run" as="node()*">
    <xsl:apply-templates select="if ($v:printed) then f:printed(.) else f:read(.)" mode="m:run"/>
  </xsl:template>

  <xsl:template match="tei:supplied" mode="m:run" as="node()*">
    <xsl:if test="not($v:printed)">
      <xsl:text>{'['[not($v:is-corpus)]}</xsl:text>
      <xsl:apply-templates mode="m:run"/>
      <xsl:text>{']'[not($v:is-corpus)]}</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- A remark stands behind whole words; in the middle of one, and in a text to be counted, there is none. -->
  <xsl:template match="tei:unclear" mode="m:run" as="node()*">
    <xsl:apply-templates mode="m:run"/>
    <xsl:if test="not($v:is-corpus or f:is-in-word(.)) and matches(., '\w')">
      <xsl:text> [{f:label('unclear')}]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- In a text to be counted, words that were struck out are words, and parts of a word nothing. -->
  <xsl:template match="tei:del" mode="m:run" as="text()?">
    <xsl:variable name="words" as="xs:string" select="f:run(.)"/>
    <xsl:choose>
      <xsl:when test="$v:is-corpus">{$words[not(f:is-in-word(current()))]}</xsl:when>
      <xsl:when test="f:is-in-word(.)">&#x27E6;{$words}&#x27E7;</xsl:when>
      <xsl:otherwise>[{f:label('deleted', map {'text': $words})}]</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether an element is a part of a word: letters stand beside it without a space. -->
  <xsl:function name="f:is-in-word" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="around" as="element()" select="($element/ancestor::*[self::tei:subst or self::tei:w or self::tei:choice or self::tei:add or self::tei:hi]
                                                        [node()[1] is $element or node()[last()] is $element][1], $element)[1]"/>
    <xsl:sequence select="($element, $around)/(matches(string(preceding-sibling::node()[not(self::comment())][1]), '\w$')
                                               or matches(string(following-sibling::node()[not(self::comment())][1]), '^\w')) = true()"/>
  </xsl:function>

  <xsl:template match="tei:gap" mode="m:run" as="text()">
    <xsl:text>{if ($v:is-corpus and not(tei:desc[normalize-space()])) then '[&#x2026;]' else f:gap-words(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:pc[f:is-end-hyphen(.)]" mode="m:run" as="empty-sequence()" priority="1"/>

  <!-- ............................................................... the printed page -->

  <xsl:template match="tei:lb[not(@break = 'no')] | tei:pb[not(f:is-within-word(.))] | tei:space" mode="m:run" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:lb | tei:pb | tei:fw | tei:figDesc" mode="m:run" as="empty-sequence()" priority="-0.1"/>

  <xsl:template match="tei:milestone" mode="m:run" as="text()">
    <xsl:text>{if ($v:is-corpus) then ' ' else ' * * * '}</xsl:text>
  </xsl:template>

  <!-- ............................................................... pictures and pointers -->

  <xsl:template match="tei:graphic | tei:figure[tei:figDesc]" mode="m:run" as="text()">
    <xsl:text> {f:figure-words(.)[not($v:is-corpus)]} </xsl:text>
  </xsl:template>

  <xsl:function name="f:figure-words" as="xs:string">
    <xsl:param name="figure" as="element()"/>
    <xsl:variable name="what" as="xs:string"
                  select="string-join(($figure/tei:figDesc ! normalize-space(),
                                       $figure/descendant-or-self::tei:graphic/@url ! string())[. ne ''], ', ')"/>
    <xsl:sequence select="'[' || (if ($what) then f:label('figure', map {'what': $what}) else f:label('figure.bare')) || ']'"/>
  </xsl:function>

  <!-- A pointer has no words: those of what it points to stand for it, if it is here, except in a text to be counted. -->
  <xsl:template match="tei:ptr" name="f:pointer" mode="m:run" as="text()">
    <xsl:variable name="words" as="xs:string" select="f:pointer-words(.)"/>
    <xsl:text>{if ($words and f:is-behind-word(.) and not(starts-with($words, '['))) then ' [' || $words || ']' else $words}</xsl:text>
  </xsl:template>

  <xsl:function name="f:pointer-words" as="xs:string">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="target" as="element()?" select="f:target($pointer/@target)"/>
    <xsl:sequence select="if ($v:is-corpus or (empty($target) and starts-with(normalize-space($pointer/@target), '#'))) then ''
                          else if ($target/self::tei:note and not($v:has-notes)) then ''
                          else if ($target/self::tei:note) then '[' || f:note-number($target) || ']'
                          else if ($target/self::tei:div[@type = 'letter']) then f:card($target)?short
                          else normalize-space($pointer/@target)"/>
  </xsl:function>

  <!-- ............................................................... the net -->

  <xsl:template match="*" mode="m:run" priority="-9" as="node()*">
    <xsl:call-template name="f:say-unhandled"/>
    <xsl:apply-templates mode="m:run"/>
  </xsl:template>
</xsl:stylesheet>
