<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of the book that are not letters: title page, preface, contents, index ..., each on a page of its own. -->
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

  <!-- The pages in the order of the book: the file's name without folder and ending, what the page is called, its
       elements. A division has a page of its own; what stands beside divisions shares one. Names count the parts of
       their kind, so that a letter more or less changes none of them. -->
  <xsl:variable name="v:part-pages" as="map(*)*">
    <xsl:variable name="letters" as="map(xs:string, xs:integer)" select="$v:places"/>
    <xsl:variable name="groups" as="map(*)*">
      <xsl:for-each-group select="$v:parts" group-adjacent="if (map:contains($letters, generate-id())) then 'letter'
                                                            else if (self::tei:div or self::tei:titlePage) then generate-id() else 'loose'">
        <xsl:if test="current-grouping-key() ne 'letter'">
          <xsl:variable name="kind" as="xs:string" select="if (self::tei:titlePage) then 'title-page'
                                                           else (@type[matches(., '^[a-z][a-z\-]*$')], 'part')[1]"/>
          <xsl:sequence select="map {'kind': $kind, 'parts': current-group()}"/>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:for-each-group select="$groups" group-by="?kind">
      <xsl:for-each select="current-group()">
        <xsl:sequence select="map:put(., 'file', ?kind || '-' || position()) => map:put('title', f:part-title(?parts))"/>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- The page of each part, by the part's identity as a node. -->
  <xsl:variable name="v:page-of-part" as="map(xs:string, map(*))"
                select="map:merge(for $page in $v:part-pages, $part in $page?parts return map:entry(generate-id($part), $page))"/>

  <xsl:function name="f:part-page" as="map(*)?">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="($node/ancestor-or-self::*/generate-id() ! $v:page-of-part(.))[1]"/>
  </xsl:function>

  <!-- A part's heading, or the words it begins with. -->
  <xsl:function name="f:part-title" as="xs:string">
    <xsl:param name="parts" as="element()+"/>
    <xsl:variable name="head" as="xs:string?" select="($parts/tei:head | $parts/self::tei:head)[1] ! normalize-space(f:plain(.))[. ne '']"/>
    <xsl:variable name="first" as="xs:string"
                  select="normalize-space(string-join($parts/(descendant-or-self::tei:p | descendant-or-self::tei:l | descendant-or-self::tei:head)[1] ! f:plain(.), ' '))"/>
    <xsl:sequence select="if ($parts/self::tei:titlePage) then f:label('matter.title-page')
                          else f:typeset(f:shortened(($head, $first[. ne ''], normalize-space(string-join($parts ! f:plain(.), ' '))[. ne ''],
                                                      f:label('matter.heading'))[1], 60), $parts[1])"/>
  </xsl:function>

  <!-- The pages, by the order of their places in the book. -->
  <xsl:variable name="v:ordered-parts" as="map(*)*">
    <xsl:for-each-group select="$v:matter ! $v:page-of-part(generate-id())" group-by="?file">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- On the first page: a list of them. -->
  <xsl:template name="f:matter-section" as="element(section)?">
    <xsl:if test="exists($v:ordered-parts)">
      <section class="matter" aria-labelledby="matter">
        <h2 id="matter">{f:label('matter.heading')}</h2>
        <ul class="parts">
          <xsl:for-each select="$v:ordered-parts">
            <li>
              <a href="parts/{?file}.html">
                <xsl:call-template name="f:language">
                  <xsl:with-param name="text" select="?parts[1]"/>
                </xsl:call-template>
                <xsl:text>{?title}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Above a letter: the way to what the book has between the letter before and this one. -->
  <xsl:template name="f:part-before" as="element(p)?">
    <xsl:context-item as="element(tei:div)" use="required"/>
    <xsl:variable name="letter" as="element()" select="."/>
    <xsl:variable name="before" as="element(tei:div)?" select="preceding-sibling::*[not(self::tei:pb or self::tei:fw)][1]/self::tei:div"/>
    <xsl:for-each select="$before ! $v:page-of-part(generate-id())">
      <p class="legend">
        <xsl:text>{f:label('matter.before')} </xsl:text>
        <a href="../parts/{?file}.html">
          <xsl:call-template name="f:language">
            <xsl:with-param name="text" select="$letter"/>
          </xsl:call-template>
          <xsl:text>{?title}</xsl:text>
        </a>
      </p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="f:part-page" as="xs:string">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:variable name="parts" as="element()+" select="?parts"/>
    <xsl:variable name="title" as="xs:string" select="?title"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="f:notes-of($parts)"/>
    <xsl:variable name="page" as="map(*)" select="f:context('../', $parts, ()) => map:put('shown', f:shown($notes))"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="part">
        <!-- Its own heading is seen in the text. -->
        <h1 class="{'unseen'[$parts/(self::tei:head | tei:head)]}">{$title}</h1>
        <xsl:call-template name="f:readings-switch">
          <xsl:with-param name="page" select="$page" tunnel="yes"/>
        </xsl:call-template>
        <div class="text">
          <xsl:call-template name="f:language">
            <xsl:with-param name="text" select="$parts[1]"/>
          </xsl:call-template>
          <xsl:apply-templates select="$parts" mode="m:html">
            <xsl:with-param name="page" select="$page" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
        <xsl:for-each select="$notes[$page?shown(generate-id())]">
          <xsl:call-template name="f:popover">
            <xsl:with-param name="body" as="element()*">
              <xsl:call-template name="f:note-body">
                <xsl:with-param name="page" select="f:context('../', (), ())" tunnel="yes"/>
              </xsl:call-template>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:call-template name="f:corrections">
          <xsl:with-param name="page" select="$page" tunnel="yes"/>
        </xsl:call-template>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('../', 'part'), $title || ' – ' || $v:title, $main)"/>
  </xsl:template>
</xsl:stylesheet>
