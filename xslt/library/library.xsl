<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages that lead to all editions of a library: a table of them, and one search over all. They are pages like
     those of an edition, whose stylesheets are imported.

     The document is library/edition: @id, the folder of an edition beside this one, and in it what volume.xsl says
     of it; before them library/title and library/introduction, as the editors of the library have them. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../html.xsl"/>

  <xsl:variable name="v:library-script" as="xs:string" static="yes" select="unparsed-text('../script/library.js')"/>

  <xsl:variable name="v:volumes" as="element(volume)*" select="/library/edition/volume"/>

  <!-- The language of all editions, if it is one and has labels; English otherwise. -->
  <xsl:variable name="v:language" as="xs:string"
                select="let $spoken := distinct-values($v:volumes ! lower-case(tokenize(@xml:lang, '-')[1]))
                        return if (count($spoken) eq 1 and $v:label-files/labels/@xml:lang = $spoken) then $spoken else 'en'"/>

  <xsl:variable name="v:title" as="xs:string" select="(/library/title ! normalize-space(), f:label('library.heading'))[1]"/>

  <xsl:template match="/" mode="m:files" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:map-entry key="'style/edition.css'" select="$v:style-sheet"/>
      <xsl:map-entry key="'script/letters.js'" select="$v:letters-script"/>
      <xsl:map-entry key="'script/library.js'" select="$v:library-script"/>
      <xsl:map-entry key="'script/search.js'" select="$v:search-script"/>
      <xsl:map-entry key="'script/library-data.js'" select="f:library-data()"/>
      <xsl:map-entry key="'index.html'">
        <xsl:call-template name="f:library-page"/>
      </xsl:map-entry>
      <xsl:for-each select="('person', 'place')[$v:volumes/*/local-name() = .]">
        <xsl:map-entry key=". || 's.html'">
          <xsl:call-template name="f:named-page">
            <xsl:with-param name="kind" select="."/>
          </xsl:call-template>
        </xsl:map-entry>
      </xsl:for-each>
      <xsl:map-entry key="'search.html'">
        <xsl:call-template name="f:search-page"/>
      </xsl:map-entry>
    </xsl:map>
  </xsl:template>

  <!-- ............................................................... the page -->

  <xsl:template name="f:library-page" as="xs:string">
    <xsl:variable name="letters" as="xs:integer" select="sum($v:volumes/@letters ! xs:integer(.)) cast as xs:integer"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="index">
        <header class="book">
          <h1>{$v:title}</h1>
          <p class="subtitle">{string-join((
            if (count($v:volumes) eq 1) then f:label('library.one') else f:label('library.count', map {'count': string(count($v:volumes))}),
            if ($letters eq 1) then f:label('letters.one') else f:label('letters.count', map {'count': string($letters)}),
            f:years($v:volumes)), ', ')}</p>
        </header>
        <xsl:for-each select="/library/introduction ! tokenize(., '\n\s*\n')[normalize-space()]">
          <p class="introduction">{normalize-space()}</p>
        </xsl:for-each>
        <xsl:if test="count(distinct-values($v:volumes/year/@n)) gt 1">
          <section aria-labelledby="time">
            <h2 id="time">{f:label('time.heading')}</h2>
            <div class="scroll" role="group" tabindex="0" aria-label="{f:label('time.heading')}">
              <xsl:call-template name="f:library-time"/>
            </div>
          </section>
        </xsl:if>
        <section aria-labelledby="letters">
          <h2 id="letters">{f:label('library.contents')}</h2>
          <p class="filter"/>
          <table class="letters" data-filter="{f:label('library.filter')}" data-sort="{f:label('letters.sort')}"
                 data-shown="{f:label('library.shown')}">
            <thead>
              <tr>
                <th scope="col" class="number">{f:label('fact.number')}</th>
                <xsl:for-each select="'title', 'author', 'letters', 'years'">
                  <th scope="col" class="{if (. eq 'letters') then 'count' else .}">{f:label('library.' || .)}</th>
                </xsl:for-each>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="$v:volumes">
                <tr>
                  <th scope="row">{position()}</th>
                  <td>
                    <a href="../{../@id}/html/index.html">
                      <xsl:if test="@xml:lang ne $v:language">
                        <xsl:attribute name="lang" select="@xml:lang"/>
                      </xsl:if>
                      <xsl:text>{title}</xsl:text>
                    </a>
                  </td>
                  <td>{string-join(author, ', ')}</td>
                  <td data-sort="{@letters}">{@letters}</td>
                  <td data-sort="{@from}">{f:years(.)}</td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </section>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'index'), $v:title, $main)"/>
  </xsl:template>

  <!-- A line for each edition, and above it a bar for each year, the higher the more letters. -->
  <xsl:template name="f:library-time" as="element(svg:svg)" xmlns:svg="http://www.w3.org/2000/svg">
    <xsl:variable name="first" as="xs:integer" select="min($v:volumes/year/@n ! xs:integer(.))"/>
    <xsl:variable name="last" as="xs:integer" select="max($v:volumes/year/@n ! xs:integer(.))"/>
    <xsl:variable name="most" as="xs:integer" select="max($v:volumes/year/@letters ! xs:integer(.))"/>
    <xsl:variable name="volumes" as="element(volume)*" select="$v:volumes[year]"/>
    <xsl:variable name="names" as="xs:integer" select="16 + 8 * f:longest($volumes/title)"/>
    <xsl:variable name="width" as="xs:integer" select="600"/>
    <xsl:variable name="row" as="xs:integer" select="34"/>
    <xsl:variable name="wide" as="xs:decimal" select="$width div ($last - $first + 1)"/>
    <xsl:variable name="bottom" as="xs:integer" select="$row * count($volumes)"/>
    <xsl:variable name="step" as="xs:integer" select="((1, 2, 5, 10, 20, 50, 100, 200)[($last - $first) div . le 10], 500)[1]"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {$names + $width + 40} {$bottom + 24}" role="group" aria-label="{f:label('time.heading')}">
      <g class="ticks">
        <xsl:for-each select="($first to $last)[. mod $step eq 0]">
          <xsl:variable name="across" as="xs:decimal" select="round($names + (. - $first) * $wide, 1)"/>
          <path d="M{$across} 0V{$bottom + 18}"/>
          <text x="{$across + 4}" y="{$bottom + 18}">{.}</text>
        </xsl:for-each>
      </g>
      <xsl:for-each select="$volumes">
        <xsl:variable name="line" as="xs:integer" select="position() * $row - 6"/>
        <a href="../{../@id}/html/index.html">
          <title>{title}, {f:years(.)}</title>
          <text class="name" x="{$names - 8}" y="{$line}" text-anchor="end">{f:shortened(title, $v:longest-name)}</text>
        </a>
        <path class="line" d="M{$names} {$line}h{$width}"/>
        <xsl:for-each select="year">
          <xsl:variable name="high" as="xs:double" select="max((2, round(24 * @letters div $most, 1)))"/>
          <!-- To the letters of that year, by the choices above the edition's list. -->
          <a href="../{../../@id}/html/index.html#year={format-number(@n, '0000')}">
            <title>{f:count-of(@n, f:counted(@letters))}</title>
            <rect class="above" x="{round($names + (@n - $first) * $wide, 1)}" y="{$line - $high}" width="{round(max(($wide - 0.5, 1)), 1)}" height="{$high}"/>
          </a>
        </xsl:for-each>
      </xsl:for-each>
    </svg>
  </xsl:template>

  <!-- Persons or places of all editions: who has the same number at an authority, or the same name, is one. -->
  <xsl:template name="f:named-page" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="heading" as="xs:string" select="f:label('nav.' || $kind || 's')"/>
    <xsl:variable name="groups" as="map(*)*">
      <xsl:for-each-group select="$v:volumes/*[local-name() = $kind]" group-by="string(@key)">
        <xsl:sort select="f:folded(@sort)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:sort select="string(.)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:sequence select="map {'name': string(), 'initial': f:initial(f:folded(@sort)), 'in': current-group()}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="register">
        <h1>{$heading}</h1>
        <p class="initials">
          <xsl:for-each select="distinct-values($groups?initial)">
            <a href="#initial-{.}">{.}</a>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
        <xsl:for-each-group select="$groups" group-adjacent="?initial">
          <p class="initial" id="initial-{current-grouping-key()}">{current-grouping-key()}</p>
          <xsl:for-each select="current-group()">
            <section class="entry">
              <h2>{?name}</h2>
              <ul>
                <xsl:for-each select="?in">
                  <li>
                    <a href="../{../../@id}/html/{(@address, $kind || 's.html')[1]}">{../title}</a>
                    <xsl:text>{f:count-of('', f:counted(@letters))}</xsl:text>
                  </li>
                </xsl:for-each>
              </ul>
            </section>
          </xsl:for-each>
        </xsl:for-each-group>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', $kind || 's'), $heading || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <!-- The first year and the last. -->
  <xsl:function name="f:years" as="xs:string?">
    <xsl:param name="volumes" as="element(volume)*"/>
    <xsl:variable name="from" as="xs:integer?" select="min($volumes/@from ! xs:integer(.))"/>
    <xsl:variable name="to" as="xs:integer?" select="max($volumes/@to ! xs:integer(.))"/>
    <xsl:sequence select="if (empty($from)) then () else if ($from eq $to) then string($from) else $from || '–' || $to"/>
  </xsl:function>

  <!-- ............................................................... the search -->

  <!-- What library.js needs: the words the page says, and the folders and titles of the editions, whose own texts it reads. -->
  <xsl:function name="f:library-data" as="xs:string">
    <xsl:sequence select="'window.letterbookLibrary = {&#10;&quot;labels&quot;: {'
      || string-join(('none', 'count', 'first', 'missing') ! f:pair(., f:label('search.' || .)), ', ')
      || '},&#10;&quot;volumes&quot;: [&#10;'
      || string-join($v:volumes ! ('[' || f:json(../@id) || ', ' || f:json(title) || ']'), ',&#10;') || ']};&#10;'"/>
  </xsl:function>

  <!-- ............................................................... what every page has -->

  <xsl:function name="f:frame" as="xs:string+">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="here" as="xs:string"/>
    <xsl:variable name="page" as="element(html)">
      <html lang="{$v:language}">
        <xsl:call-template name="f:head">
          <xsl:with-param name="root" select="$root"/>
          <xsl:with-param name="scripts" select="('library-data', 'library', 'search')[$here eq 'search'], 'letters'[$here eq 'index']"/>
        </xsl:call-template>
        <body>
          <xsl:if test="$here eq 'index'">
            <xsl:attribute name="class" select="'wide'"/>
          </xsl:if>
          <xsl:call-template name="f:masthead">
            <xsl:with-param name="root" select="$root"/>
            <xsl:with-param name="here" select="$here"/>
          </xsl:call-template>
          <main/>
        </body>
      </html>
    </xsl:variable>
    <xsl:sequence select="tokenize(serialize($page, $v:serialisation), '&lt;title>&lt;/title>|&lt;main>&lt;/main>')"/>
  </xsl:function>

  <xsl:template name="f:masthead" as="element()+">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="here" as="xs:string"/>
    <a class="skip" href="#text">{f:label('skip.text')}</a>
    <header class="masthead">
      <p class="title">
        <a href="{$root}index.html">{$v:title}</a>
      </p>
      <nav aria-label="{f:label('library.site')}">
        <ul>
          <xsl:for-each select="'index', ('person', 'place')[$v:volumes/*/local-name() = .] ! (. || 's'), 'search'">
            <li>
              <a href="{$root}{.}.html">
                <xsl:if test=". eq $here">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:text>{f:label(if (. eq 'index') then 'library.contents' else 'nav.' || .)}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </header>
  </xsl:template>
</xsl:stylesheet>
