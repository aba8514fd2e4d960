<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: what this is, the table of letters, and the way to the other parts of the book. -->
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

  <xsl:variable name="v:letters-script" as="xs:string" static="yes" select="unparsed-text('../script/letters.js')"/>

  <xsl:template name="f:index-page" as="xs:string">
    <xsl:variable name="titles" as="element()?" select="($v:edition/tei:teiHeader/tei:fileDesc/tei:titleStmt)[1]"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="index">
        <header class="book">
          <xsl:call-template name="f:language"/>
          <h1>{$v:title}</h1>
          <xsl:for-each select="$titles/tei:title[matches(., '\p{L}')][position() gt 1]">
            <p class="subtitle">{normalize-space()}</p>
          </xsl:for-each>
          <xsl:for-each select="$titles/tei:author[normalize-space()]">
            <p class="author">{normalize-space()}</p>
          </xsl:for-each>
        </header>
        <xsl:call-template name="f:book-facts"/>
        <xsl:if test="$v:has-timeline">
          <p class="scroll">
            <a class="picture" href="overview.html">
              <xsl:call-template name="f:timeline">
                <xsl:with-param name="linked" select="false()"/>
              </xsl:call-template>
            </a>
          </p>
        </xsl:if>
        <xsl:if test="exists($v:letters)">
          <xsl:call-template name="f:letters-table"/>
        </xsl:if>
        <xsl:call-template name="f:matter-section"/>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'index'), $v:title, $main, f:index-head())"/>
  </xsl:template>

  <!-- What crawlers and services read of the edition, and the feed of its changes. -->
  <xsl:function name="f:index-head" as="xs:string">
    <xsl:variable name="linked" as="xs:string" select="'{' || string-join((
      '&quot;@context&quot;: &quot;https://schema.org&quot;, &quot;@type&quot;: &quot;Collection&quot;',
      f:pair('name', $v:title), f:people('editor', 'name', $v:editors), f:pair('inLanguage', ($v:edition/@xml:lang ! string(), $v:language)[1]),
      f:pair('size', f:counted(count($v:cards))), $v:licence ! f:pair('license', .), $v:site ! f:pair('url', .)), ', ') || '}'"/>
    <xsl:sequence select="f:meta('description', string-join(($v:title, f:letters-in-words(), f:exchange-words()), '. ')) || f:canonical('', $v:title, 'website')
      || '&lt;link rel=&quot;alternate&quot; type=&quot;application/atom+xml&quot; href=&quot;feed.xml&quot;>'[exists($v:site)]
      || '&lt;script type=&quot;application/ld+json&quot;>' || $linked || '&lt;/script>'"/>
  </xsl:function>

  <!-- How many letters, from when to when, who wrote to whom, on what terms, and how to cite them. -->
  <xsl:template name="f:book-facts" as="element(dl)">
    <dl class="facts">
      <xsl:if test="exists($v:letters)">
        <xsl:sequence select="f:book-fact('nav.letters', f:letters-in-words())"/>
      </xsl:if>
      <xsl:sequence select="f:exchange-words() ! f:book-fact('exchange.heading', .)"/>
      <xsl:call-template name="f:book-licence"/>
      <xsl:sequence select="f:book-fact('cite.edition', f:book-cited())"/>
    </dl>
  </xsl:template>

  <!-- "72 letters, 31 October 1816 to 9 October 1818, 2 without a date". -->
  <xsl:function name="f:letters-in-words" as="xs:string">
    <xsl:variable name="undated" as="xs:integer" select="count($v:cards) - count($v:marks)"/>
    <xsl:sequence select="string-join((f:counted(count($v:cards)), f:time-span(),
                                       $undated[. gt 0][. lt count($v:cards)] ! f:label('time.without', map {'count': string(.)})), ', ')"/>
  </xsl:function>

  <!-- One sentence: the name of the licence, which leads to its text on the web; of terms that the source prints, that
       there are such, and where they are read. -->
  <xsl:template name="f:book-licence" as="element(div)?">
    <xsl:variable name="licences" as="element(tei:licence)*"
                  select="$v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence[normalize-space() or f:is-web(@target)]"/>
    <xsl:variable name="named" as="element(tei:licence)?" select="($licences[f:is-web(@target)], $licences[not(tei:p)], $licences)[1]"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($named)"/>
    <xsl:if test="exists($named)">
      <div>
        <dt>{f:label('about.licence')}</dt>
        <dd>
          <xsl:choose>
            <xsl:when test="f:is-web($named/@target)">
              <a rel="license" href="{normalize-space($named/@target)}">{($words[. ne ''], normalize-space($named/@target))[1] => f:shortened(120)}</a>
            </xsl:when>
            <xsl:when test="not($named/tei:p) and string-length($words) le 120">
              <a href="about.html#licence">{$words}</a>
            </xsl:when>
            <xsl:otherwise>
              <a href="about.html#licence">{f:label('licence.terms')}</a>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:text>{'.'[not(ends-with($words, '.') and string-length($words) le 120)]}</xsl:text>
        </dd>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:book-fact" as="element(div)">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <div>
      <dt>{f:label($label)}</dt>
      <dd>{$words}</dd>
    </div>
  </xsl:function>

  <xsl:template name="f:letters-table" as="element()+">
    <!-- Where no letter has a number, its date names it. -->
    <xsl:variable name="numbered" as="xs:boolean" select="exists($v:cards?number)"/>
    <section aria-labelledby="letters">
      <h2 id="letters">{f:label('letters.contents')}</h2>
      <!-- For the script that orders and filters the table: a place, so that nothing moves when it comes, and words.
           Without it neither is seen. -->
      <xsl:if test="count($v:letters) gt 1">
        <p class="filter"/>
      </xsl:if>
      <xsl:if test="$v:has-calendar">
        <p class="legend">
          <a href="calendar.html">{f:label('calendar.heading')}</a>
        </p>
      </xsl:if>
      <table class="letters" data-filter="{f:label('letters.filter')}" data-sort="{f:label('letters.sort')}"
             data-shown="{f:label('letters.shown')}" data-all="{f:label('letters.all')}" data-person="{f:label('letters.person')}"
             data-year="{f:label('letters.year')}" data-place="{f:label('letters.place')}" data-kind="{f:label('letters.kind')}">
        <caption>
          <xsl:text>{if (count($v:letters) eq 1) then f:label('letters.one')
                     else f:label('letters.count', map {'count': string(count($v:letters))})}</xsl:text>
          <xsl:if test="exists($v:cards ! f:inferred(.))">
            <xsl:text>. {f:label('inferred.legend-table')}</xsl:text>
          </xsl:if>
        </caption>
        <thead>
          <tr>
            <xsl:for-each select="'number'[$numbered], 'date', 'from', 'to', 'begins'">
              <th scope="col" class="{.}">{f:label('fact.' || .)}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$v:letters">
            <xsl:variable name="card" as="map(*)" select="f:card(.)"/>
            <xsl:variable name="sent" as="element()?" select="$card?sent"/>
            <xsl:variable name="received" as="element()?" select="$card?received"/>
            <tr>
              <xsl:for-each select="f:row-facts(., $card)">
                <xsl:attribute name="{?name}" select="?value"/>
              </xsl:for-each>
              <xsl:variable name="dates" as="node()*">
                <xsl:call-template name="f:dates-cell">
                  <xsl:with-param name="sent" select="f:dates($sent)"/>
                  <xsl:with-param name="received" select="f:dates($received)"/>
                </xsl:call-template>
              </xsl:variable>
              <xsl:choose>
                <xsl:when test="$numbered">
                  <th scope="row">
                    <a href="letters/{$card?file}.html">{($card?number, '–')[1]}</a>
                  </th>
                  <td class="date" data-sort="{f:sort-date($card)}">
                    <xsl:sequence select="$dates"/>
                  </td>
                </xsl:when>
                <xsl:otherwise>
                  <th scope="row" class="date" data-sort="{f:sort-date($card)}">
                    <a href="letters/{$card?file}.html">
                      <xsl:sequence select="$dates"/>
                      <xsl:text>{$card?short[empty($dates)]}</xsl:text>
                    </a>
                  </th>
                </xsl:otherwise>
              </xsl:choose>
              <td class="from"><xsl:call-template name="f:listed">
                  <xsl:with-param name="facts" select="f:parties($sent)"/>
                </xsl:call-template></td>
              <td class="to"><xsl:call-template name="f:listed">
                  <xsl:with-param name="facts" select="f:parties($received)"/>
                </xsl:call-template></td>
              <td class="begins">
                <xsl:call-template name="f:language">
                  <xsl:with-param name="text" select="."/>
                </xsl:call-template>
                <xsl:text>{f:typeset(f:first-words(.), .)}</xsl:text>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </section>
  </xsl:template>

  <!-- What a row can be chosen by: its persons, year, place, and kind, several on lines. -->
  <xsl:function name="f:row-facts" as="map(*)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="facts" as="map(xs:string, xs:string*)" select="map {
      'data-person': distinct-values((f:parties($card?sent), f:parties($card?received)) ! f:shown-name(.)),
      'data-year': f:sort-date($card)[matches(., '^\d{4}')] ! substring(., 1, 4),
      'data-place': distinct-values(f:places($card?sent) ! f:shown-name(.)),
      'data-kind': $letter/@subtype ! normalize-space()}"/>
    <xsl:sequence select="('data-person', 'data-year', 'data-place', 'data-kind')[exists($facts(.))]
                          ! map {'name': ., 'value': string-join($facts(.), '&#10;')}"/>
  </xsl:function>

  <!-- The date of sending if it is printed; else that of receipt, said to be so; else what is said of the sending. -->
  <xsl:template name="f:dates-cell" as="node()*">
    <xsl:param name="sent" as="element(tei:date)*"/>
    <xsl:param name="received" as="element(tei:date)*"/>
    <xsl:choose>
      <xsl:when test="$sent[not(f:is-inferred(.))] or ($sent and not($received))">
        <xsl:call-template name="f:listed">
          <xsl:with-param name="facts" select="$sent"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$received">
        <span>
          <xsl:for-each select="$received[1]">
            <xsl:if test="f:is-inferred(.)">[</xsl:if>
            <xsl:text>{f:label('date.received', map {'date': f:date(.)})}</xsl:text>
            <xsl:if test="f:is-inferred(.)">]</xsl:if>
          </xsl:for-each>
        </span>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- What a letter's date is ordered by: its day, or the first that it may be; where only the last is known, that. -->
  <xsl:function name="f:sort-date" as="xs:string">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="date" as="element(tei:date)?" select="f:date-cited($card)"/>
    <!-- A day of no year has no place among them. -->
    <xsl:sequence select="string(($date/@when, $date/@from, $date/@notBefore, $date/@to, $date/@notAfter)[not(starts-with(., '--'))][1])"/>
  </xsl:function>

  <xsl:template name="f:listed" as="node()*">
    <xsl:param name="facts" as="element()*"/>
    <xsl:for-each select="$facts">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:call-template name="f:fact"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
