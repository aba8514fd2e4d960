<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: what this is, the table of letters, and the parts of the book that are not letters. -->
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
    <xsl:variable name="titles" as="element()?" select="$v:edition/tei:teiHeader/tei:fileDesc/tei:titleStmt"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="index">
        <header class="book">
          <xsl:call-template name="f:language"/>
          <h1>{$v:title}</h1>
          <xsl:for-each select="$titles/tei:title[normalize-space()][position() gt 1]">
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
    <xsl:sequence select="f:page(f:frame('', 'index'), $v:title, $main)"/>
  </xsl:template>

  <!-- How many letters, from when to when, who wrote to whom, on what terms, and how to cite them. -->
  <xsl:template name="f:book-facts" as="element(dl)">
    <dl class="facts">
      <xsl:if test="exists($v:letters)">
        <xsl:sequence select="f:book-fact('nav.letters', if ($v:has-timeline) then f:time-span() else f:counted(count($v:letters)))"/>
      </xsl:if>
      <xsl:sequence select="f:exchange-words() ! f:book-fact('exchange.heading', .)"/>
      <xsl:variable name="licences" as="xs:string*"
                    select="distinct-values($v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence ! normalize-space()[. ne ''])"/>
      <xsl:if test="exists($licences)">
        <div>
          <dt>{f:label('about.licence')}</dt>
          <xsl:for-each select="$licences">
            <dd>
              <a href="about.html#licence">{f:shortened(., 80)}</a>
            </dd>
          </xsl:for-each>
        </div>
      </xsl:if>
      <xsl:sequence select="f:book-fact('cite.edition', $v:edition-cited || '.')"/>
    </dl>
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
      <table class="letters" data-filter="{f:label('letters.filter')}" data-sort="{f:label('letters.sort')}"
             data-shown="{f:label('letters.shown')}">
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
              <th scope="col">{f:label('fact.' || .)}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$v:letters">
            <xsl:variable name="card" as="map(*)" select="f:card(.)"/>
            <xsl:variable name="sent" as="element()?" select="$card?sent"/>
            <xsl:variable name="received" as="element()?" select="$card?received"/>
            <tr>
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
                <xsl:text>{f:first-words(.)}</xsl:text>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </section>
  </xsl:template>

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
    <xsl:sequence select="string(($date/@when, $date/@from, $date/@notBefore, $date/@to, $date/@notAfter)[1])"/>
  </xsl:function>

  <xsl:template name="f:listed" as="node()*">
    <xsl:param name="facts" as="element()*"/>
    <xsl:for-each select="$facts">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:call-template name="f:fact"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Title page, preface, licence, index ...: as the book has them, below the table. -->
  <xsl:template name="f:matter-section" as="element(section)?">
    <xsl:if test="exists($v:matter)">
      <xsl:variable name="notes" as="element(tei:note)*" select="f:notes-of($v:matter)"/>
      <xsl:variable name="page" as="map(*)" select="f:context('', $v:matter, ()) => map:put('shown', f:shown($notes))"/>
      <section class="matter" aria-labelledby="matter">
        <h2 id="matter">{f:label('matter.heading')}</h2>
        <xsl:call-template name="f:readings-switch">
          <xsl:with-param name="page" select="$page" tunnel="yes"/>
        </xsl:call-template>
        <div class="text">
          <xsl:call-template name="f:language"/>
          <xsl:apply-templates select="$v:matter" mode="m:html">
            <xsl:with-param name="page" select="$page" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
        <xsl:for-each select="$notes[$page?shown(generate-id())]">
          <xsl:call-template name="f:popover">
            <xsl:with-param name="body" as="element()*">
              <xsl:call-template name="f:note-body">
                <xsl:with-param name="page" select="f:context('', (), ())" tunnel="yes"/>
              </xsl:call-template>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:call-template name="f:corrections">
          <xsl:with-param name="page" select="$page" tunnel="yes"/>
        </xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
