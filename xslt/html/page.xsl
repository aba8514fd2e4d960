<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page has: its head, the way to the other pages, the foot. -->
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

  <xsl:variable name="v:serialisation" as="map(*)"
                select="map {'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false()}"/>

  <!-- The words of a page around its own, as a string in three pieces: up to its title, up to its main part, to the
       end. They are the same on all pages of a kind, and with thousands of letters it pays to write them once. -->
  <xsl:function name="f:frame" as="xs:string+">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="here" as="xs:string"/>
    <xsl:variable name="page" as="element(html)">
      <html lang="{$v:language}">
        <xsl:call-template name="f:head">
          <xsl:with-param name="root" select="$root"/>
          <xsl:with-param name="scripts" select="('search-data', 'search')[$here = 'search'],
                                                  'letters'[$here = 'index' and count($v:letters) gt 1], 'offline'[$here = 'about' and exists($v:site)]"/>
        </xsl:call-template>
        <body>
          <xsl:if test="$here = ('index', 'overview', 'errata')">
            <xsl:attribute name="class" select="'wide'"/>
          </xsl:if>
          <xsl:call-template name="f:masthead">
            <xsl:with-param name="root" select="$root"/>
            <xsl:with-param name="here" select="$here"/>
          </xsl:call-template>
          <main/>
          <xsl:call-template name="f:colophon">
            <xsl:with-param name="root" select="$root"/>
          </xsl:call-template>
        </body>
      </html>
    </xsl:variable>
    <!-- In text and attributes "<" is escaped or stands before no such name: each is found once. -->
    <xsl:sequence select="tokenize(serialize($page, $v:serialisation), '&lt;title>&lt;/title>|&lt;main>&lt;/main>')"/>
  </xsl:function>

  <xsl:function name="f:page" as="xs:string">
    <xsl:param name="frame" as="xs:string+"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="main" as="element(main)"/>
    <xsl:sequence select="f:page($frame, $title, $main, '')"/>
  </xsl:function>

  <!-- head: what the page has in its head besides, as HTML. -->
  <xsl:function name="f:page" as="xs:string">
    <xsl:param name="frame" as="xs:string+"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="main" as="element(main)"/>
    <xsl:param name="head" as="xs:string"/>
    <xsl:sequence select="string-join(($frame[1], '&lt;title>', $title => replace('&amp;', '&amp;amp;', 'q') => replace('&lt;', '&amp;lt;', 'q'),
                                       '&lt;/title>', $head, $frame[2], serialize($main, $v:serialisation), $frame[3]))"/>
  </xsl:function>

  <xsl:variable name="v:manifest-policy" as="xs:string?" select="&quot; manifest-src 'self';&quot;[exists($v:site)]"/>

  <!-- The parts of head that all pages share. The page asks for nothing but its style sheet and its own scripts, if
       it has any, which its policy enforces; the icon, an envelope, stands in the page itself. -->
  <xsl:template name="f:head" as="element(head)">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="scripts" as="xs:string*"/>
    <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; {&quot;script-src 'self'; &quot;[exists($scripts)]}style-src 'self'; img-src data:;{$v:manifest-policy} base-uri 'none'; form-action 'none'"/>
      <title/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="referrer" content="no-referrer"/>
      <link rel="icon" href="data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20fill='none'%20stroke='%23795548'%20d='M1%203.5h14v9H1zl7%205%207-5'/%3E%3C/svg%3E"/>
      <xsl:if test="exists($v:site)">
        <link rel="manifest" href="{$root}manifest.webmanifest"/>
      </xsl:if>
      <link rel="stylesheet" href="{$root}style/edition.css"/>
      <xsl:for-each select="$scripts">
        <script src="{$root}script/{.}.js" defer="defer"/>
      </xsl:for-each>
    </head>
  </xsl:template>

  <xsl:template name="f:masthead" as="element()+">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="here" as="xs:string"/>
    <a class="skip" href="#text">{f:label('skip.text')}</a>
    <header class="masthead">
      <p class="title">
        <a href="{$root}index.html">
          <xsl:call-template name="f:language"/>
          <xsl:text>{$v:title}</xsl:text>
        </a>
      </p>
      <nav aria-label="{f:label('nav.site')}">
        <ul>
          <xsl:for-each select="'index', 'overview'[$v:has-overview], ('persons', 'places', 'works')[. = $v:entries?page], 'notes'[exists($v:notes)], 'errata'[exists($v:choices)], 'search', 'about'">
            <li>
              <a href="{$root}{.}.html">
                <xsl:if test=". eq $here">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:text>{f:label('nav.' || (if (. eq 'index') then 'letters' else .))}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </header>
  </xsl:template>

  <xsl:template name="f:colophon" as="element(footer)">
    <xsl:param name="root" as="xs:string"/>
    <footer class="colophon">
      <p>
        <a href="{$root}about.html">{f:label('nav.about')}</a>
        <xsl:if test="$v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/*[normalize-space()]">
          <xsl:text> · </xsl:text>
          <a href="{$root}about.html#licence">{f:label('about.licence')}</a>
        </xsl:if>
      </p>
    </footer>
  </xsl:template>

  <!-- lang, where the text's language is not the one of the words around it. -->
  <xsl:template name="f:language" as="attribute()*">
    <xsl:param name="text" as="element()" select="$v:edition"/>
    <xsl:variable name="language" as="xs:string?" select="$text/ancestor-or-self::*[@xml:lang][1]/@xml:lang ! string()"/>
    <xsl:if test="$language and $language ne $v:language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:if test="f:direction($language) eq 'rtl'">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- lang, for what letterbook itself says in a document that it wrote: this is English, whatever the edition's language. -->
  <xsl:template name="f:language-of-remark" as="attribute(lang)?">
    <xsl:if test="$v:language ne 'en' and $v:edition/tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application/@ident = 'letterbook'">
      <xsl:attribute name="lang" select="'en'"/>
    </xsl:if>
  </xsl:template>

  <!-- What the templates of the text need to know of the page they write for (a tunnel parameter, page): the way up
       to the site's root; the notes that stand on the page, and those that are shown beside their calls; and its
       corrections, numbered in their order. Notes and corrections are known by their identity as nodes. -->
  <xsl:function name="f:context" as="map(*)">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:variable name="standing" as="map(xs:string, xs:boolean)" select="map:merge($notes ! map:entry(generate-id(), true()))"/>
    <!-- Not those of notes that stand on another page. -->
    <xsl:variable name="choices" as="element(tei:choice)*"
                  select="($parts | $notes)/descendant::tei:choice[every $note in f:noted(.) satisfies $standing(generate-id($note))]"/>
    <xsl:sequence select="map {
      'root': $root,
      'typed': exists(($parts | $notes)[matches(string(), $v:typed)]),
      'notes': $standing,
      'choices': $choices,
      'shown': map {},
      'paragraphs': map {},
      'corrections': map:merge(for $n in 1 to count($choices) return map:entry(generate-id($choices[$n]), $n))}"/>
  </xsl:function>

  <xsl:template match="@xml:id" mode="m:attributes" as="attribute(id)">
    <xsl:attribute name="id" select="."/>
  </xsl:template>

  <xsl:template match="@xml:lang" mode="m:attributes" as="attribute()+">
    <xsl:attribute name="lang" select="."/>
    <xsl:variable name="around" as="attribute(xml:lang)?" select="../ancestor::*[@xml:lang][1]/@xml:lang"/>
    <xsl:if test="f:direction(.) ne f:direction(($around, 'en')[1])">
      <xsl:attribute name="dir" select="f:direction(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- The way that a language is written: by its script, if it is said, else by the one it mostly has. -->
  <xsl:function name="f:direction" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($language), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$parts[position() gt 1][matches(., '^[a-z]{4}$')][1]"/>
    <xsl:sequence select="
      if ($script) then (if ($script = ('arab', 'aran', 'hebr', 'syrc', 'syrj', 'syrn', 'thaa', 'nkoo', 'samr', 'mand', 'adlm', 'rohg')) then 'rtl' else 'ltr')
      else if ($parts[1] = ('ar', 'ara', 'he', 'heb', 'iw', 'fa', 'fas', 'per', 'ur', 'urd', 'yi', 'yid', 'ji', 'ps', 'pus', 'sd', 'snd', 'ug', 'uig', 'dv', 'div', 'ckb', 'syr', 'arc', 'ota', 'nqo', 'jrb', 'jpr', 'lad', 'sam')) then 'rtl'
      else 'ltr'"/>
  </xsl:function>
</xsl:stylesheet>
