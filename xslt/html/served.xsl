<?xml version="1.0" encoding="UTF-8"?>
<!-- What a site has that stands on a server: the page for addresses that lead nowhere; and where its address is known, the
     list of its pages for search engines, and the feed of its changes. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- A server shows it at whatever address was asked for, so that its links must begin at the site's. -->
  <xsl:template name="f:missing-page" as="xs:string">
    <xsl:variable name="main" as="element(main)">
      <main id="text">
        <h1>{f:label('missing.heading')}</h1>
        <p>{f:label('missing.words')}</p>
        <p>
          <a href="{$v:site}index.html">{f:label('letters.contents')}</a>
          <xsl:text> · </xsl:text>
          <a href="{$v:site}search.html">{f:label('nav.search')}</a>
        </p>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame($v:site, 'missing'), f:label('missing.heading') || ' – ' || $v:title, $main,
                                 '&lt;meta name=&quot;robots&quot; content=&quot;noindex&quot;>')"/>
  </xsl:template>

  <xsl:variable name="v:serialised-xml" as="map(*)" static="yes" select="map {'method': 'xml', 'indent': false(), 'omit-xml-declaration': false(), 'encoding': 'UTF-8'}"/>

  <xsl:function name="f:sitemap" as="xs:string">
    <xsl:param name="pages" as="xs:string*"/>
    <xsl:variable name="map" as="element()">
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <xsl:for-each select="$pages">
          <url>
            <loc>{f:web-address(.)}</loc>
            <xsl:for-each select="$date[. castable as xs:date]">
              <lastmod>{.}</lastmod>
            </xsl:for-each>
          </url>
        </xsl:for-each>
      </urlset>
    </xsl:variable>
    <xsl:sequence select="serialize($map, $v:serialised-xml)"/>
  </xsl:function>

  <!-- Atom: the edition, and each change that the header tells, of the day on which the edition was published. -->
  <xsl:function name="f:feed" as="xs:string">
    <xsl:variable name="day" as="xs:string" select="($date[. castable as xs:date], $v:year ! (. || '-01-01'), '1970-01-01')[1] || 'T00:00:00Z'"/>
    <xsl:variable name="feed" as="element()">
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{$v:language}">
        <title>{$v:title}</title>
        <id>{$v:site}</id>
        <link href="{$v:site}index.html"/>
        <link rel="self" href="{$v:site}feed.xml"/>
        <updated>{$day}</updated>
        <author>
          <name>{($v:editors, $v:publishers, $v:title)[1]}</name>
        </author>
        <xsl:for-each select="$v:edition/tei:teiHeader/tei:revisionDesc/tei:change[normalize-space()]">
          <entry>
            <xsl:variable name="words" as="xs:string">
              <xsl:value-of>
                <xsl:apply-templates select="." mode="m:about"/>
              </xsl:value-of>
            </xsl:variable>
            <title>{f:shortened(normalize-space($words), 100)}</title>
            <id>{$v:site}about.html#change-{position()}</id>
            <link href="{$v:site}about.html#history"/>
            <updated>{(@when[. castable as xs:date] ! (. || 'T00:00:00Z'), $day)[1]}</updated>
            <summary>{normalize-space($words)}</summary>
          </entry>
        </xsl:for-each>
      </feed>
    </xsl:variable>
    <xsl:sequence select="serialize($feed, $v:serialised-xml)"/>
  </xsl:function>
</xsl:stylesheet>
