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

  <!-- ............................................................... words and signs -->

  <!-- Of no look of their own: their words. -->
  <xsl:template match="tei:c | tei:w | tei:pc | tei:s | tei:cl | tei:phr | tei:num | tei:g | tei:am | tei:ex | tei:subst | tei:restore
                       | tei:mod | tei:retrace | tei:secl | tei:depth | tei:height | tei:width | tei:dim | tei:cit | tei:said
                       | tei:app | tei:lem | tei:rdg | tei:locus | tei:unit | tei:gi | tei:att | tei:val" mode="m:html" as="node()*">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <!-- Of no sign of their own, but with a name that the style sheet can use, and perhaps a language. -->
  <xsl:template match="tei:term | tei:gloss | tei:distinct | tei:damage | tei:surplus | tei:metamark | tei:stamp
                       | tei:geogName | tei:geogFeat | tei:district | tei:bloc | tei:street | tei:postCode | tei:postBox | tei:genName
                       | tei:objectName | tei:eventName | tei:occupation | tei:sex | tei:nationality | tei:faith
                       | tei:education | tei:residence | tei:state | tei:trait | tei:age | tei:floruit | tei:affiliation
                       | tei:repository | tei:institution | tei:collection | tei:msIdentifier | tei:imprint | tei:edition
                       | tei:series | tei:monogr | tei:analytic | tei:extent | tei:ident | tei:formula | tei:code | tei:speaker | tei:stage
                       | tei:role | tei:lang | tei:material | tei:objectType | tei:citedRange | tei:catchwords | tei:signatures"
                mode="m:html" as="element(span)">
    <span class="{local-name()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:emph | tei:mentioned" mode="m:html" as="element(em)">
    <em>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </em>
  </xsl:template>

  <!-- The signs round a quotation, unless they are in its words or beside it already. -->
  <xsl:template match="tei:q | tei:soCalled" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="f:holds-blocks(.)">
        <blockquote>
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:apply-templates mode="m:html"/>
        </blockquote>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="signs" as="xs:string" select="'[&#x201E;&#x201C;&#x201D;&#x2018;&#x2019;&#x201A;&#xAB;&#xBB;&#x2039;&#x203A;&quot;]'"/>
        <q>
          <xsl:if test="not(matches(normalize-space(), '^' || $signs) or matches(preceding-sibling::node()[1]/self::text(), $signs || '$'))">
            <xsl:attribute name="class" select="'marked'"/>
          </xsl:if>
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:apply-templates mode="m:html"/>
        </q>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The paper's own words: running heads, a printed letterhead. -->
  <xsl:template match="tei:seg[tokenize(@type) = ('fw', 'letterhead')]" mode="m:html" as="node()+" priority="1">
    <span class="paper">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:seg[@rend = ('left', 'right', 'center')]" mode="m:html" as="node()+">
    <span class="set-{@rend}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Where another hand goes on. -->
  <xsl:template match="tei:handShift" mode="m:html" as="node()*">
    <xsl:variable name="what" as="xs:string*" select="(@new, @scribe, @hand)[1] ! replace(., '^#', ''), @medium, @script"/>
    <xsl:if test="exists($what)">
      <span class="sign">[{f:label('hand', map {'what': string-join($what ! translate(., '_', ' '), ', ')})}]</span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- They mark places, and say nothing. -->
  <xsl:template match="tei:cb | tei:gb | tei:index | tei:addSpan | tei:delSpan | tei:damageSpan | tei:redo | tei:undo | tei:link
                       | tei:linkGrp | tei:certainty | tei:precision | tei:respons | tei:substJoin | tei:listChange | tei:span
                       | tei:spanGrp | tei:interp | tei:interpGrp | tei:relation | tei:listRelation[not(normalize-space())]"
                mode="m:html" as="element(span)?">
    <xsl:if test="normalize-space()">
      <span class="{local-name()}">
        <xsl:apply-templates mode="m:html"/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- ............................................................... blocks -->

  <xsl:template match="tei:epigraph | tei:sp | tei:floatingText | tei:text | tei:body | tei:front | tei:back | tei:group | tei:div1
                       | tei:div2 | tei:div3 | tei:div4 | tei:noteGrp | tei:castList | tei:spGrp | tei:set | tei:salute/tei:address"
                mode="m:html" as="element(div)">
    <div class="{local-name()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </div>
  </xsl:template>

  <!-- A quotation that is a block may hold words beside its blocks. -->
  <xsl:template match="tei:said[f:is-block(.)] | tei:cit[f:is-block(.)]" mode="m:html" as="element(blockquote)" priority="1">
    <blockquote>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </blockquote>
  </xsl:template>

  <xsl:template match="tei:listEvent | tei:listNym | tei:listObject | tei:castList | tei:listRelation" mode="m:html" as="element()+">
    <xsl:apply-templates select="tei:head" mode="m:html"/>
    <ul class="{local-name()}">
      <xsl:for-each select="* except tei:head">
        <li>
          <xsl:apply-templates select="." mode="m:html"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="tei:event | tei:biblStruct | tei:personGrp | tei:object | tei:nym" mode="m:html" as="element(div)">
    <div class="{local-name()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1">
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:apply-templates select="." mode="m:html"/>
      </xsl:for-each>
    </div>
  </xsl:template>
</xsl:stylesheet>
