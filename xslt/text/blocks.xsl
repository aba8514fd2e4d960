<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks of the text, each a paragraph of finished lines. A margin grows inside lists, quotations and verse. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- ............................................................... paragraphs, and what holds them -->

  <!-- Most paragraphs hold phrases alone. -->
  <xsl:template match="*" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:choose>
      <xsl:when test="empty(*)">
        <xsl:sequence select="f:wrap(string(), $margin)"/>
      </xsl:when>
      <xsl:when test="empty(*[f:is-block(.)])">
        <xsl:sequence select="f:wrap(f:run(.), $margin)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="f:contents"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Blocks and lines of text side by side: each run of phrases between two blocks is a paragraph. -->
  <xsl:template name="f:contents" as="xs:string*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:for-each-group select="node()" group-adjacent="f:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="m:blocks"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="f:wrap(string-join(current-group() ! f:run-of(.)), $margin)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="tei:div | tei:figure" mode="m:blocks" as="xs:string*">
    <xsl:apply-templates select="* except tei:figDesc" mode="m:blocks"/>
  </xsl:template>

  <!-- A picture is what is said of it; in a text to be counted nothing is. -->
  <xsl:template match="tei:figure[tei:figDesc or tei:graphic]" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:sequence select="f:wrap(f:figure-words(.), $margin)[not($v:is-corpus)]"/>
    <xsl:apply-templates select="* except (tei:figDesc, tei:graphic)" mode="m:blocks"/>
  </xsl:template>

  <!-- ............................................................... how a letter begins and ends -->

  <xsl:template match="tei:opener | tei:closer | tei:postscript | tei:argument | tei:titlePage | tei:docTitle"
                mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:for-each-group select="node()" group-adjacent="f:is-part(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()[self::*]" mode="m:blocks"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="f:wrap(string-join(current-group() ! f:run-of(.)), $margin)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="tei:address[tei:addrLine]" mode="m:blocks" as="xs:string">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:sequence select="string-join(* ! f:wrap(f:run(.), $margin), '&#10;')"/>
  </xsl:template>

  <!-- ............................................................... verse, quotations -->

  <xsl:template match="tei:lg" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:for-each-group select="*" group-adjacent="exists(self::tei:l)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:sequence select="string-join(current-group() ! f:wrap(f:run(.), $margin + (if (contains(@rend, 'indent')) then 6 else 4)), '&#10;')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="current-group()" mode="m:blocks"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="tei:quote" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:call-template name="f:contents">
      <xsl:with-param name="margin" select="$margin + 4" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ............................................................... lists and tables: one paragraph each -->

  <xsl:template match="tei:list | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:variable name="entries" as="xs:string*">
      <xsl:for-each select="* except (tei:head, tei:label, tei:pb, tei:fw)">
        <xsl:call-template name="f:entry">
          <xsl:with-param name="margin" select="$margin + 4" tunnel="yes"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:apply-templates select="tei:head" mode="m:blocks"/>
    <xsl:sequence select="string-join($entries[. ne ''], '&#10;')"/>
  </xsl:template>

  <!-- An item: its label, or a dash, in the margin, then its paragraphs. -->
  <xsl:template name="f:entry" as="xs:string*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="margin" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="label" as="element()?" select="preceding-sibling::*[1]/self::tei:label"/>
    <xsl:variable name="mark" as="xs:string" select="(if ($label) then f:run($label) else '-') || ' '"/>
    <xsl:choose>
      <xsl:when test="empty(*[f:is-block(.)])">
        <xsl:sequence select="f:wrap(f:run(.), $margin, $mark)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="first" as="node()*" select="node() except *[f:is-block(.)][1]/(., following-sibling::node())"/>
        <xsl:variable name="rest" as="node()*" select="node() except $first"/>
        <xsl:variable name="leads" as="element()?" select="$rest[1][empty($first[normalize-space()])][self::tei:p or self::tei:ab]"/>
        <xsl:sequence select="f:wrap(string-join(($first, $leads/node()) ! f:run-of(.)), $margin, $mark)"/>
        <xsl:for-each-group select="$rest except $leads" group-adjacent="f:is-block(.)">
          <xsl:choose>
            <xsl:when test="current-grouping-key()">
              <xsl:apply-templates select="current-group()" mode="m:blocks"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="f:wrap(string-join(current-group() ! f:run-of(.)), $margin)"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words that are counted stand between no lines. -->
  <xsl:variable name="v:between-cells" as="xs:string" select="if ($v:is-corpus) then ' ' else ' | '"/>

  <xsl:template match="tei:table" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:apply-templates select="tei:head" mode="m:blocks"/>
    <xsl:sequence select="string-join(tei:row ! f:wrap(string-join(tei:cell ! normalize-space(f:run(.)), $v:between-cells), $margin + 4), '&#10;')"/>
    <xsl:apply-templates select="* except (tei:head, tei:row)" mode="m:blocks"/>
  </xsl:template>

  <!-- ............................................................... what is not read -->

  <xsl:template match="tei:pb | tei:fw" mode="m:blocks" as="xs:string*"/>

  <!-- Notes stand at the end; one without a call is called where it stands. -->
  <xsl:template match="tei:note[not(@place = ('inline', 'margin'))]" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:sequence select="f:wrap(f:run-of(.), $margin)"/>
  </xsl:template>

  <xsl:template match="tei:milestone" mode="m:blocks" as="xs:string?">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:sequence select="f:wrap('* * *', $margin)[not($v:is-corpus)]"/>
  </xsl:template>

  <!-- Those that the run of words knows by themselves. -->
  <xsl:template match="tei:gap | tei:ref | tei:ptr | tei:choice | tei:graphic | tei:supplied | tei:unclear | tei:del | tei:lb | tei:space" mode="m:blocks" as="xs:string*">
    <xsl:param name="margin" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:sequence select="f:wrap(f:run-of(.), $margin)"/>
  </xsl:template>
</xsl:stylesheet>
