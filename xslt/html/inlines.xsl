<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases in a line of text. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- What needs no sign of its own keeps its name as a class, for the style sheet. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:country | tei:region
                       | tei:settlement | tei:forename | tei:surname | tei:addName | tei:nameLink | tei:roleName
                       | tei:measure | tei:seg | tei:bibl | tei:biblScope | tei:author | tei:editor | tei:publisher
                       | tei:pubPlace | tei:idno | tei:email | tei:address | tei:birth | tei:death | tei:location
                       | tei:geo | tei:desc | tei:resp | tei:respStmt | tei:sic | tei:corr | tei:orig | tei:reg
                       | tei:expan | tei:abbr | tei:note[@place = ('inline', 'margin')]"
                mode="m:html" as="element(span)">
    <span class="{local-name(), self::tei:note/@place}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:address/tei:addrLine[f:is-in-line(.)]" mode="m:html" as="node()*">
    <xsl:if test="preceding-sibling::tei:addrLine">
      <br/>
    </xsl:if>
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <!-- The blocks of a remark in the line cannot be blocks there. -->
  <xsl:template match="tei:note[@place = ('inline', 'margin')][f:is-in-line(.)]/tei:p" mode="m:html" as="element(span)" priority="2">
    <span class="p">
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:hi" mode="m:html" as="element()">
    <xsl:variable name="rend" as="xs:string*" select="tokenize(lower-case(@rend), '[^a-z]+')"/>
    <xsl:variable name="name" as="xs:string" select="
      if ($rend = ('sup', 'superscript')) then 'sup'
      else if ($rend = ('sub', 'subscript')) then 'sub'
      else if ($rend = ('bold', 'b')) then 'b'
      else if ($rend = ('underline', 'underlined', 'u')) then 'u'
      else if ($rend = ('italic', 'italics', 'i') or empty($rend)) then 'i'
      else 'span'"/>
    <xsl:element name="{$name}">
      <xsl:if test="$name = 'span'">
        <xsl:attribute name="class" select="if ($rend = ('smallcaps', 'sc', 'caps', 'small')) then 'small-caps'
          else if ($rend = ('spaced', 'gesperrt', 'letterspace')) then 'spaced' else 'hi'"/>
      </xsl:if>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:foreign" mode="m:html" as="element(i)">
    <i class="foreign">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </i>
  </xsl:template>

  <xsl:template match="tei:title" mode="m:html" as="element(cite)">
    <cite>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </cite>
  </xsl:template>

  <!-- A value that HTML knows as a date goes with the words; any other is left out. -->
  <xsl:template match="tei:date | tei:time" mode="m:html" as="element()">
    <xsl:variable name="known" as="xs:boolean"
                  select="matches(@when, '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$') and not(starts-with(@when, '0000'))"/>
    <xsl:element name="{if ($known) then 'time' else 'span'}">
      <xsl:if test="$known">
        <xsl:attribute name="datetime" select="@when"/>
      </xsl:if>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <!-- ............................................................... what happened to the text -->

  <xsl:template match="tei:add" mode="m:html" as="element(ins)">
    <ins>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </ins>
  </xsl:template>

  <xsl:template match="tei:del" mode="m:html" as="element(del)">
    <del>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </del>
  </xsl:template>

  <!-- Brackets are part of the text here, so that they are copied, printed and read aloud with it. -->
  <xsl:template match="tei:supplied" mode="m:html" as="element(span)">
    <span class="supplied">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:text>[</xsl:text>
      <xsl:apply-templates mode="m:html"/>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear" mode="m:html" as="element(span)">
    <!-- Often a letter of a word: a word of ours beside it would stand in the middle of the writer's. -->
    <span class="unclear" title="{f:label('unclear')}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-in-line(.)) then 'span' else 'p'}">
      <xsl:attribute name="class" select="'gap'"/>
      <xsl:text>{f:gap-words(.)}</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- ............................................................... the printed page -->

  <!-- A line that ends within a word may be broken there. -->
  <xsl:template match="tei:lb" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="@break = 'no'">
        <wbr/>
      </xsl:when>
      <xsl:otherwise>
        <br/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Wider than between words; but some write every space so. -->
  <xsl:template match="tei:space" mode="m:html" as="node()">
    <span class="space">&#x2003;</span>
  </xsl:template>

  <xsl:template match="tei:space[@quantity = '1'][@unit = ('chars', 'char')]" mode="m:html" as="node()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Within a word its number is no text, so that the word can be found. -->
  <xsl:template match="tei:pb[f:is-within-word(.)]" mode="m:html" as="element(span)" priority="1">
    <span class="pb within" data-n="{(@n, '|')[1]}" role="doc-pagebreak" aria-label="{normalize-space(f:label('page.break', map {'number': string(@n)}))}">
      <xsl:apply-templates select="@xml:id, @facs" mode="m:attributes"/>
    </span>
  </xsl:template>

  <!-- The image of a page is named, for it need not be on the site. -->
  <xsl:template match="tei:pb/@facs" mode="m:attributes" as="attribute()?">
    <xsl:variable name="image" as="xs:string?" select="f:image(.)"/>
    <xsl:if test="$image">
      <xsl:attribute name="title" select="$image"/>
    </xsl:if>
  </xsl:template>

  <!-- The name or address of the image of a page, as its break points to it: by its surface, or itself. -->
  <xsl:function name="f:image" as="xs:string?">
    <xsl:param name="facs" as="attribute()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($facs)[1]"/>
    <xsl:sequence select="if (starts-with($first, '#'))
                          then (key('v:by-id', substring($first, 2), root($facs))/descendant-or-self::tei:graphic/@url/string())[1]
                          else $first"/>
  </xsl:function>

  <!-- A hyphen that stands for the end of the line alone. -->
  <xsl:template match="tei:pc[f:is-end-hyphen(.)]" mode="m:html" as="empty-sequence()" priority="1"/>

  <!-- The words before and behind a page's number are two; where no space parts them from it, one is set. -->
  <xsl:template match="tei:pb[f:is-in-line(.)]" mode="m:html" as="node()+" priority="0.7">
    <xsl:text>{' '[matches(string(current()/preceding-sibling::node()[1]), '\S$')]}</xsl:text>
    <xsl:next-match/>
    <xsl:text>{' '[matches(string(current()/following-sibling::node()[1]), '^\S')]}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:pb" mode="m:html" as="element(span)">
    <span class="{'pb', 'unnumbered'[empty(current()/@n)]}" role="doc-pagebreak" aria-label="{normalize-space(f:label('page.break', map {'number': string(@n)}))}">
      <xsl:apply-templates select="@xml:id, @facs" mode="m:attributes"/>
      <xsl:variable name="image" as="xs:string?" select="@facs ! f:image(.)"/>
      <xsl:variable name="number" as="xs:string?" select="(@n, '|'[not(current()/@break = 'no')])[1]"/>
      <xsl:choose>
        <xsl:when test="matches($image, '^https?://')"><a href="{$image}">{$number}</a></xsl:when>
        <xsl:otherwise>{$number}</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- Running heads belong to the printed page, not to the text. -->
  <xsl:template match="tei:fw" mode="m:html" as="empty-sequence()"/>

  <xsl:template match="tei:anchor" mode="m:html" as="node()+">
    <span>
      <xsl:apply-templates select="@xml:id" mode="m:attributes"/>
    </span>
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>
</xsl:stylesheet>
