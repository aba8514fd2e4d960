<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a letter. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="v:letter-frame" as="xs:string+" select="f:frame('../', '')"/>

  <xsl:template match="tei:div" mode="m:page" as="xs:string">
    <xsl:variable name="card" as="map(*)" select="f:card(.)"/>
    <xsl:variable name="main" as="element(main)">
      <xsl:call-template name="f:letter">
        <xsl:with-param name="card" select="$card"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:sequence select="f:page($v:letter-frame, $card?title || ' – ' || $v:title, $main, f:letter-head(., $card))"/>
  </xsl:template>

  <xsl:template name="f:letter" as="element(main)">
    <xsl:context-item as="element(tei:div)" use="required"/>
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="place" as="xs:integer" select="$card?place"/>
    <xsl:variable name="called" as="element(tei:note)*" select="f:notes-called(.)"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="f:notes-at-foot(., $called)"/>
    <xsl:variable name="page" as="map(*)" select="f:context('../', ., $notes)
                  => map:put('folder', 'letters/') => map:put('anchors', f:anchors(.)) => map:put('paragraphs', f:paragraphs(.)) => map:put('shown', f:shown($called))"/>
    <main id="text">
    <article class="letter">
      <header>
        <h1>
          <xsl:if test="$card?number">
            <span class="number">{$card?number}.</span>
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:text>{$card?parties}</xsl:text>
          <xsl:if test="$card?date">
            <!-- The date has a line of its own: the comma is for those who hear it. -->
            <span class="unseen">, </span>
            <span class="date">{$card?date}</span>
          </xsl:if>
        </h1>
        <xsl:call-template name="f:facts">
          <xsl:with-param name="card" select="$card"/>
        </xsl:call-template>
      </header>
      <xsl:call-template name="f:part-before"/>
      <xsl:call-template name="f:readings-switch">
        <xsl:with-param name="page" select="$page" tunnel="yes"/>
      </xsl:call-template>
      <div class="text">
        <xsl:call-template name="f:language">
          <xsl:with-param name="text" select="."/>
        </xsl:call-template>
        <xsl:if test="@subtype = 'untranscribed'">
          <p class="legend untranscribed">{f:label('letter.untranscribed')}</p>
        </xsl:if>
        <!-- A page that begins between two letters begins with this one. -->
        <xsl:apply-templates select="preceding-sibling::*[1]/self::tei:pb, *" mode="m:html">
          <xsl:with-param name="page" select="$page" tunnel="yes"/>
        </xsl:apply-templates>
      </div>
      <xsl:call-template name="f:notes">
        <xsl:with-param name="notes" select="$notes"/>
        <xsl:with-param name="page" select="$page" tunnel="yes"/>
      </xsl:call-template>
      <xsl:call-template name="f:corrections">
        <xsl:with-param name="page" select="$page" tunnel="yes"/>
      </xsl:call-template>
      <xsl:call-template name="f:cite">
        <xsl:with-param name="card" select="$card"/>
      </xsl:call-template>
    </article>
    <xsl:if test="count($v:letters) gt 1">
      <nav class="around" aria-label="{f:label('nav.around')}">
        <xsl:call-template name="f:neighbour">
          <xsl:with-param name="place" select="$place - 1"/>
          <xsl:with-param name="rel" select="'prev'"/>
          <xsl:with-param name="label" select="'nav.previous'"/>
        </xsl:call-template>
        <xsl:call-template name="f:neighbour">
          <xsl:with-param name="place" select="$place + 1"/>
          <xsl:with-param name="rel" select="'next'"/>
          <xsl:with-param name="label" select="'nav.next'"/>
        </xsl:call-template>
        <!-- Between the same two, where that is another letter. -->
        <xsl:call-template name="f:neighbour">
          <xsl:with-param name="place" select="f:related($card, 'prev', 'exchange')[1] ! f:place(.)[. ne $place - 1]"/>
          <xsl:with-param name="rel" select="'prev'"/>
          <xsl:with-param name="label" select="'nav.exchange-previous'"/>
        </xsl:call-template>
        <xsl:call-template name="f:neighbour">
          <xsl:with-param name="place" select="f:related($card, 'next', 'exchange')[1] ! f:place(.)[. ne $place + 1]"/>
          <xsl:with-param name="rel" select="'next'"/>
          <xsl:with-param name="label" select="'nav.exchange-next'"/>
        </xsl:call-template>
      </nav>
    </xsl:if>
  </main>
  </xsl:template>

  <!-- The numbers of a letter's paragraphs, by their identity as nodes. -->
  <xsl:function name="f:paragraphs" as="map(xs:string, xs:integer)">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="all" as="element()*" select="$letter/(descendant::tei:p | descendant::tei:ab)"/>
    <xsl:variable name="paragraphs" as="element()*" select="if ($letter/descendant::tei:note) then $all[empty(f:noted(.))] else $all"/>
    <xsl:sequence select="map:merge(for $n in 1 to count($paragraphs) return map:entry(generate-id($paragraphs[$n]), $n))"/>
  </xsl:function>

  <!-- The anchors of verse and tables that stand between the paragraphs, by their identity as nodes. They count their own
       kind, so that those of paragraphs stay what they are. -->
  <xsl:function name="f:anchors" as="map(xs:string, xs:string)">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="blocks" as="element()*"
                  select="$letter/(descendant::tei:lg | descendant::tei:table)[not(ancestor::tei:p or ancestor::tei:ab or ancestor::tei:note
                                    or parent::tei:lg or @xml:id)]"/>
    <xsl:map>
      <xsl:for-each-group select="$blocks" group-by="if (self::tei:lg) then 'verse' else 'table'">
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="current-grouping-key() || '-' || position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- What the first of them are called; few letters have more. -->
  <xsl:variable name="v:paragraph-names" as="xs:string*"
                select="(1 to 99) ! f:label('paragraph', map {'number': string()})"/>

  <xsl:template name="f:neighbour" as="element(a)?">
    <xsl:param name="place" as="xs:integer?"/>
    <xsl:param name="rel" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:if test="$place ge 1 and $place le count($v:letters)">
      <xsl:variable name="card" as="map(*)" select="$v:cards[$place]"/>
      <a rel="{$rel}" href="{$card?file}.html">
        <span class="which">{f:label($label)}</span>
        <xsl:text> </xsl:text>
        <span class="title">{$card?title}</span>
      </a>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
