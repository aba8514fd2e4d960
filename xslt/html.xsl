<?xml version="1.0" encoding="UTF-8"?>
<!-- A web site of the edition: a table of the letters, a page for each, the notes, and what was done to the text.

     The mode m:files maps the document to file names and their texts; nothing is written from here.
     Namespaces tell what a name is: f functions, m modes, v variables. -->
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

  <xsl:param name="downloads" as="xs:string" select="''">
    <!-- The folder, from a letter's page, that holds tei/letters/ and text/letters/, to which the page then links:
         "../../" in an edition's folder. The default is "": no such links. -->
  </xsl:param>

  <xsl:param name="url" as="xs:string" select="''">
    <!-- The address of the folder of these pages on the web, as "https://example.org/letters/html/": each letter then
         gives its own, where it is cited, to search engines, and on paper. The default is "": no such address. -->
  </xsl:param>

  <xsl:param name="date" as="xs:string" select="''">
    <!-- When this edition was published, as "2026" or "2026-11-29": the year stands where it is cited. The default is
         "": the year that the header of the document gives, if it gives one. -->
  </xsl:param>

  <xsl:param name="style" as="xs:string" select="''">
    <!-- Rules of style that stand behind letterbook's own, and so come before them; the file xslt/edition.css of a
         project is this parameter. The default is "": none. -->
  </xsl:param>

  <xsl:include href="shared/labels.xsl"/>
  <xsl:include href="shared/edition.xsl"/>
  <xsl:include href="shared/facts.xsl"/>
  <xsl:include href="shared/dates.xsl"/>
  <xsl:include href="shared/calendar.xsl"/>
  <xsl:include href="shared/readings.xsl"/>
  <xsl:include href="shared/notes.xsl"/>
  <xsl:include href="shared/blocks.xsl"/>
  <xsl:include href="shared/typeset.xsl"/>
  <xsl:include href="shared/unhandled.xsl"/>
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/index.xsl"/>
  <xsl:include href="html/parts.xsl"/>
  <xsl:include href="html/about.xsl"/>
  <xsl:include href="html/letter.xsl"/>
  <xsl:include href="html/facts.xsl"/>
  <xsl:include href="html/blocks.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/inlines.xsl"/>
  <xsl:include href="html/typeset.xsl"/>
  <xsl:include href="html/others.xsl"/>
  <xsl:include href="html/links.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/corrections.xsl"/>
  <xsl:include href="html/cite.xsl"/>
  <xsl:include href="html/registers.xsl"/>
  <xsl:include href="html/register-entry.xsl"/>
  <xsl:include href="html/timeline.xsl"/>
  <xsl:include href="html/calendar.xsl"/>
  <xsl:include href="html/exchange.xsl"/>
  <xsl:include href="html/errata.xsl"/>
  <xsl:include href="html/search.xsl"/>
  <xsl:include href="html/served.xsl"/>
  <xsl:include href="html/offline.xsl"/>
  <xsl:include href="html/unhandled.xsl"/>

  <!-- document -> map of file names -->
  <xsl:mode name="m:files" on-no-match="fail"/>
  <!-- letter -> its page -->
  <xsl:mode name="m:page" on-no-match="fail"/>
  <!-- text of the edition -> HTML; an element that no template knows is said -->
  <xsl:mode name="m:html" on-no-match="text-only-copy"/>
  <!-- sections of notes -> the page of notes -->
  <xsl:mode name="m:notes" on-no-match="fail"/>
  <!-- parts of the header -> the page about the edition -->
  <xsl:mode name="m:about" on-no-match="fail"/>
  <!-- attributes that HTML shares with TEI: identifier and language -->
  <xsl:mode name="m:attributes" on-no-match="deep-skip"/>

  <!-- Static, as the labels are. An importing stylesheet overrides v:style-sheet to have none of it. -->
  <xsl:variable name="v:style-file" as="xs:string" static="yes" select="unparsed-text('style/edition.css')"/>
  <xsl:variable name="v:style-sheet" as="xs:string" select="$v:style-file || $style"/>

  <xsl:template match="/" mode="m:files" as="map(xs:string, item())">
    <xsl:map>
      <xsl:map-entry key="'style/edition.css'" select="$v:style-sheet"/>
      <xsl:map-entry key="'script/search.js'" select="$v:search-script"/>
      <xsl:sequence select="f:search-data()"/>
      <xsl:if test="count($v:letters) gt 1">
        <xsl:map-entry key="'script/letters.js'" select="$v:letters-script"/>
      </xsl:if>
      <!-- Made when they are asked for: thousands of pages need not be in memory at once, and whoever looks on while an
           edition is made wants one of them. -->
      <xsl:for-each select="'search', 'index', 'overview'[$v:has-overview], 'calendar'[$v:has-calendar], 'notes', 'about',
                            'errata'[exists($v:choices)], distinct-values($v:entries?page)">
        <xsl:variable name="page" as="xs:string" select="."/>
        <xsl:map-entry key="$page || '.html'" select="function() as xs:string { f:top-page($page) }"/>
      </xsl:for-each>
      <xsl:if test="exists($v:site)">
        <xsl:map-entry key="'404.html'">
          <xsl:call-template name="f:missing-page"/>
        </xsl:map-entry>
        <xsl:variable name="pages" as="xs:string*" select="
          'overview.html'[$v:has-overview], 'calendar.html'[$v:has-calendar], distinct-values($v:entries?page) ! (. || '.html'), 'notes.html'[exists($v:notes)], 'about.html',
          $v:entries[?file] ! f:address-of(.), $v:part-pages ! ('parts/' || ?file || '.html'), $v:cards ! ('letters/' || ?file || '.html')"/>
        <xsl:map-entry key="'sitemap.xml'" select="f:sitemap(('', $pages))"/>
        <xsl:map-entry key="'feed.xml'" select="f:feed()"/>
        <xsl:map-entry key="'manifest.webmanifest'" select="f:manifest()"/>
        <xsl:map-entry key="'style/icon.svg'" select="$v:icon"/>
        <xsl:map-entry key="'script/offline.js'" select="$v:offline-script"/>
        <xsl:map-entry key="'offline.js'" select="f:offline-worker(('index.html', 'search.html', 'errata.html'[exists($v:choices)], $pages, 'style/edition.css', 'style/icon.svg',
          'manifest.webmanifest', 'script/search.js', 'script/letters.js'[count($v:letters) gt 1], 'script/offline.js', f:search-data() ! map:keys(.)))"/>
      </xsl:if>
      <xsl:for-each select="$v:part-pages">
        <xsl:variable name="part" as="map(*)" select="."/>
        <xsl:map-entry key="'parts/' || ?file || '.html'" select="function() as xs:string { f:page-of-part($part) }"/>
      </xsl:for-each>
      <xsl:for-each select="$v:entries[?file]">
        <xsl:variable name="entry" as="map(*)" select="."/>
        <xsl:map-entry key="f:address-of(.)" select="function() as xs:string { f:page-of-entry($entry) }"/>
      </xsl:for-each>
      <xsl:for-each select="$v:letters">
        <xsl:variable name="letter" as="element(tei:div)" select="."/>
        <xsl:map-entry key="'letters/' || f:file-name(.) || '.html'" select="function() as xs:string { f:letter-page($letter) }"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:template>

  <!-- A page of the first folder, by its name without ".html". -->
  <xsl:function name="f:top-page" as="xs:string">
    <xsl:param name="page" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$page eq 'search'"><xsl:call-template name="f:search-page"/></xsl:when>
      <xsl:when test="$page eq 'index'"><xsl:call-template name="f:index-page"/></xsl:when>
      <xsl:when test="$page eq 'overview'"><xsl:call-template name="f:overview-page"/></xsl:when>
      <xsl:when test="$page eq 'calendar'"><xsl:call-template name="f:calendar-page"/></xsl:when>
      <xsl:when test="$page eq 'notes'"><xsl:call-template name="f:notes-page"/></xsl:when>
      <xsl:when test="$page eq 'about'"><xsl:call-template name="f:about-page"/></xsl:when>
      <xsl:when test="$page eq 'errata'"><xsl:call-template name="f:errata-page"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="f:register-page">
          <xsl:with-param name="kind" select="$page"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:page-of-part" as="xs:string">
    <xsl:param name="part" as="map(*)"/>
    <xsl:for-each select="$part">
      <xsl:call-template name="f:part-page"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:page-of-entry" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:for-each select="$entry">
      <xsl:call-template name="f:entry-page"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:letter-page" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:apply-templates select="$letter" mode="m:page"/>
  </xsl:function>
</xsl:stylesheet>
