<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that letterbook's own schema does not have, and letters of other projects do. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Of no look of their own: their words. -->
  <xsl:template match="tei:anchor | tei:c | tei:w | tei:pc | tei:s | tei:cl | tei:phr | tei:num | tei:g | tei:am | tei:ex | tei:subst | tei:restore
                       | tei:mod | tei:retrace | tei:secl | tei:depth | tei:height | tei:width | tei:dim | tei:cit | tei:said
                       | tei:app | tei:lem | tei:rdg | tei:locus | tei:unit | tei:gi | tei:att | tei:val
                       | tei:term | tei:gloss | tei:distinct | tei:damage | tei:surplus | tei:metamark | tei:stamp
                       | tei:geogName | tei:geogFeat | tei:district | tei:bloc | tei:street | tei:postCode | tei:postBox | tei:genName
                       | tei:objectName | tei:eventName | tei:occupation | tei:sex | tei:nationality | tei:faith
                       | tei:education | tei:residence | tei:state | tei:trait | tei:age | tei:floruit | tei:affiliation
                       | tei:repository | tei:institution | tei:collection | tei:msIdentifier | tei:imprint | tei:edition
                       | tei:series | tei:monogr | tei:analytic | tei:extent | tei:ident | tei:formula | tei:code | tei:speaker | tei:stage
                       | tei:role | tei:lang | tei:material | tei:objectType | tei:citedRange | tei:catchwords | tei:signatures
                       | tei:emph | tei:mentioned | tei:index | tei:link | tei:linkGrp | tei:certainty | tei:precision | tei:respons
                       | tei:span | tei:spanGrp | tei:interp | tei:interpGrp" mode="m:run" as="node()*">
    <xsl:apply-templates mode="m:run"/>
  </xsl:template>

  <xsl:template match="tei:q | tei:soCalled" mode="m:run" as="node()*">
    <xsl:variable name="signs" as="xs:string" select="'[&#x201E;&#x201C;&#x201D;&#x2018;&#x2019;&#x201A;&#xAB;&#xBB;&#x2039;&#x203A;&quot;]'"/>
    <xsl:variable name="marked" as="xs:boolean"
                  select="not(matches(normalize-space(), '^' || $signs) or matches(preceding-sibling::node()[1]/self::text(), $signs || '$'))"/>
    <xsl:text>{'&quot;'[$marked]}</xsl:text>
    <xsl:apply-templates mode="m:run"/>
    <xsl:text>{'&quot;'[$marked]}</xsl:text>
  </xsl:template>

  <!-- The paper's own words: running heads, a printed letterhead. -->
  <xsl:template match="tei:seg[tokenize(@type) = ('fw', 'letterhead')]" mode="m:run" as="node()*" priority="1">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="m:run"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- They mark places, and say nothing here. -->
  <xsl:template match="tei:handShift | tei:cb | tei:gb | tei:addSpan | tei:delSpan | tei:damageSpan | tei:redo | tei:undo
                       | tei:substJoin | tei:relation | tei:listChange" mode="m:run" as="empty-sequence()"/>

  <!-- A letter or a text within the letter: its parts have lines of their own, in a margin. -->
  <xsl:template match="tei:floatingText | tei:q | tei:said | tei:epigraph" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:call-template name="f:contents-of-text">
      <xsl:with-param name="margin" select="$margin + 4" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:cit | tei:sp | tei:body | tei:front | tei:back | tei:group | tei:text | tei:div1 | tei:div2 | tei:div3
                       | tei:div4" mode="m:blocks" as="xs:string*">
    <xsl:call-template name="f:contents-of-text"/>
  </xsl:template>

  <xsl:template name="f:contents-of-text" as="xs:string*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:choose>
      <xsl:when test="self::tei:floatingText or self::tei:text or self::tei:group or text()[normalize-space()] => empty()">
        <xsl:apply-templates select="*" mode="m:blocks"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="f:contents"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Blocks in a line of words: apart from what stands before and after. -->
  <xsl:template match="tei:epigraph | tei:sp | tei:floatingText | tei:text | tei:body | tei:front | tei:back | tei:group | tei:div1
                       | tei:div2 | tei:div3 | tei:div4 | tei:noteGrp | tei:castList | tei:spGrp | tei:set | tei:listEvent | tei:listNym
                       | tei:listObject | tei:event | tei:biblStruct | tei:personGrp | tei:object | tei:nym | tei:listRelation"
                mode="m:run" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="m:run"/>
    <xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
