<?xml version="1.0" encoding="UTF-8"?>
<!-- Who wrote to whom: in words where there are two, as a picture and a table where there are more. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- So many persons have a row of their own; if there are more, the last row is for all others. -->
  <xsl:variable name="v:rows" as="xs:integer" static="yes" select="60"/>

  <!-- How many letters went from whom to whom, the most first: a letter of two to three counts for each pair. -->
  <xsl:variable name="v:pairs" as="map(*)*">
    <xsl:variable name="all" as="map(*)*"
                  select="for $card in $v:cards, $from in f:parties($card?sent), $to in f:parties($card?received)
                          return map {'from': f:entry-key($from), 'to': f:entry-key($to)}"/>
    <xsl:for-each-group select="$all" group-by="?from || '&#10;' || ?to">
      <xsl:sort select="count(current-group())" order="descending"/>
      <xsl:sequence select="map:put(., 'letters', count(current-group()))"/>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- Who wrote to whom is told where there are three. -->
  <xsl:variable name="v:has-exchange" as="xs:boolean" select="count(distinct-values($v:pairs ! (?from, ?to))) gt 2"/>

  <!-- A picture of it needs several who wrote and several who received: of one, the list says all. So it does where there are
       many and nearly all letters are from or to the same person. -->
  <xsl:variable name="v:has-matrix" as="xs:boolean"
                select="count(distinct-values($v:pairs?from)) gt 1 and count(distinct-values($v:pairs?to)) gt 1
                        and (count($v:liveliest) le 12
                             or sum($v:pairs[not((?from, ?to) = $v:liveliest[1])]?letters) * 10 gt sum($v:pairs?letters))"/>

  <!-- Those who wrote or received, the liveliest first. -->
  <xsl:variable name="v:liveliest" as="xs:string*">
    <xsl:for-each-group select="$v:pairs ! (map {'who': ?from, 'letters': ?letters}, map {'who': ?to, 'letters': ?letters})" group-by="?who">
      <xsl:sort select="sum(current-group()?letters)" order="descending"/>
      <xsl:sort select="f:folded($v:correspondents(current-grouping-key()))" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:sequence select="current-grouping-key()"/>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- "A to B: 17; B to A: 10"; of many, how many they are and the liveliest two. Of most letters both ends are known then:
       the liveliest of a few would say nothing of the book. -->
  <xsl:function name="f:exchange-words" as="xs:string?">
    <xsl:variable name="people" as="xs:integer" select="map:size($v:correspondents)"/>
    <xsl:variable name="both" as="xs:integer" select="count($v:cards[exists(f:parties(?sent)) and exists(f:parties(?received))])"/>
    <xsl:variable name="liveliest" as="xs:string?"
                  select="if ($both * 2 ge count($v:cards)) then string-join($v:pairs[position() le 2] ! f:count-of(f:pair-words(?from, ?to), ?letters), '; ')[. ne '']
                          else ()"/>
    <xsl:variable name="count" as="map(xs:string, xs:string)" select="map {'count': string($people)}"/>
    <xsl:sequence select="if ($people le 2) then $liveliest
                          else if ($liveliest) then f:label('exchange.many', $count) || ' ' || $liveliest
                          else f:label('exchange.count', $count)"/>
  </xsl:function>

  <xsl:function name="f:pair-words" as="xs:string">
    <xsl:param name="from" as="xs:string"/>
    <xsl:param name="to" as="xs:string"/>
    <xsl:sequence select="f:label('title.both', map {'from': f:correspondent($from), 'to': f:correspondent($to)})"/>
  </xsl:function>

  <!-- "" is whoever has no row. -->
  <xsl:function name="f:correspondent" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($v:correspondents($key), f:label('time.others'))[1]"/>
  </xsl:function>

  <xsl:template name="f:exchange-section" as="element(section)">
    <section aria-labelledby="exchange">
      <h2 id="exchange">{f:label('exchange.heading')}</h2>
      <xsl:if test="$v:has-matrix">
        <figure>
          <div class="scroll" role="group" tabindex="0" aria-label="{f:label('exchange.heading')}">
            <xsl:call-template name="f:exchange"/>
          </div>
          <figcaption class="legend">{f:label('exchange.legend')}</figcaption>
        </figure>
      </xsl:if>
      <div class="scroll" role="group" tabindex="0" aria-label="{f:label('exchange.table')}">
        <table class="times">
          <caption>{f:label('exchange.table')}</caption>
          <thead>
            <tr>
              <xsl:for-each select="'fact.from', 'fact.to', 'nav.letters'">
                <th scope="col">{f:label(.)}</th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$v:pairs">
              <tr>
                <xsl:for-each select="?from, ?to">
                  <td>
                    <a href="{$v:entry-addresses('persons' || .)}">{f:correspondent(.)}</a>
                  </td>
                </xsl:for-each>
                <td>{?letters}</td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <!-- Pixels that a page has across on a wide screen. -->
  <xsl:variable name="v:picture-width" as="xs:integer" static="yes" select="850"/>

  <!-- How many characters names of a picture have room for. -->
  <xsl:variable name="v:longest-name" as="xs:integer" static="yes" select="44"/>
  <xsl:function name="f:longest" as="xs:integer">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="min(($v:longest-name, max((16, $names ! string-length(.)))))"/>
  </xsl:function>

  <!-- A square with a row for each who wrote and a column for each who received; where they meet, a circle as large as
       the letters are many, with their number where there is room for it. -->
  <xsl:template name="f:exchange" as="element(svg:svg)">
    <xsl:variable name="many" as="xs:boolean" select="count($v:liveliest) gt $v:rows"/>
    <xsl:variable name="people" as="xs:string+" select="if ($many) then ($v:liveliest[position() lt $v:rows], '') else $v:liveliest"/>
    <xsl:variable name="places" as="map(xs:string, xs:integer)"
                  select="map:merge(for $n in 1 to count($people) return map:entry($people[$n], $n))"/>
    <!-- Where the square begins: names stand whole before it and slant above it, if they are no longer than most. -->
    <xsl:variable name="longest" as="xs:integer" select="f:longest($people ! f:correspondent(.))"/>
    <xsl:variable name="left" as="xs:integer" select="24 + 8 * $longest"/>
    <xsl:variable name="top" as="xs:integer" select="xs:integer(24 + 6.7 * $longest)"/>
    <xsl:variable name="right" as="xs:integer" select="xs:integer(20 + 4.6 * $longest)"/>
    <!-- With its names it is no wider than a page, unless the squares would be too small to see. -->
    <xsl:variable name="cell" as="xs:integer" select="max((12, min((36, min((580, $v:picture-width - $left - $right)) idiv count($people)))))"/>
    <xsl:variable name="size" as="xs:integer" select="$cell * count($people)"/>
    <xsl:variable name="cells" as="map(*)*">
      <xsl:for-each-group select="$v:pairs ! map:merge((., map {'row': ($places(?from), count($people))[1], 'column': ($places(?to), count($people))[1]}))"
                          group-by="?row || ' ' || ?column">
        <xsl:sequence select="map {'row': ?row, 'column': ?column, 'letters': sum(current-group()?letters)}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="most" as="xs:integer" select="max($cells?letters)"/>
    <xsl:variable name="grid" as="xs:string"
                  select="string-join((0 to count($people)) ! ('M' || $left || ' ' || $top + . * $cell || 'h' || $size || 'M' || $left + . * $cell || ' ' || $top || 'v' || $size))"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="{'exchange', 'dense'[$cell lt 17]}" width="{$left + $size + $right}" height="{$top + $size + 6}"
         viewBox="0 0 {$left + $size + $right} {$top + $size + 6}" role="group" aria-label="{f:label('exchange.heading')}">
      <path class="line" d="{$grid}"/>
      <xsl:for-each select="$people">
        <xsl:variable name="middle" as="xs:decimal" select="(position() - 0.5) * $cell"/>
        <xsl:variable name="name" as="xs:string" select="f:shortened(f:correspondent(.), $longest)"/>
        <xsl:variable name="row" as="element(svg:text)">
          <text class="name" x="{$left - 8}" y="{$top + $middle + 4}" text-anchor="end">{$name}</text>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test=". eq ''">
            <xsl:sequence select="$row"/>
          </xsl:when>
          <xsl:otherwise>
            <a href="{$v:entry-addresses('persons' || .)}">
              <title>{f:correspondent(.)}</title>
              <xsl:sequence select="$row"/>
            </a>
          </xsl:otherwise>
        </xsl:choose>
        <text class="name" aria-hidden="true" transform="translate({$left + $middle + 2} {$top - 8}) rotate(-55)">{$name}</text>
      </xsl:for-each>
      <xsl:for-each select="$cells">
        <xsl:variable name="across" as="xs:decimal" select="$left + (?column - 0.5) * $cell"/>
        <xsl:variable name="down" as="xs:decimal" select="$top + (?row - 0.5) * $cell"/>
        <!-- No smaller than can be seen. -->
        <xsl:variable name="radius" as="xs:double" select="max((1.5, round($cell * 0.46 * math:sqrt(?letters div $most), 1)))"
                      xmlns:math="http://www.w3.org/2005/xpath-functions/math"/>
        <g>
          <title>{f:count-of(f:pair-words($people[current()?row], $people[current()?column]), f:counted(?letters))}</title>
          <circle class="above" cx="{$across}" cy="{$down}" r="{$radius}"/>
          <xsl:if test="$radius ge 9">
            <text class="count" x="{$across}" y="{$down + 4}" text-anchor="middle">{?letters}</text>
          </xsl:if>
        </g>
      </xsl:for-each>
    </svg>
  </xsl:template>

  <!-- ............................................................... the page of both pictures -->

  <xsl:variable name="v:has-overview" as="xs:boolean" select="$v:has-timeline or $v:has-exchange"/>

  <xsl:template name="f:overview-page" as="xs:string">
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="overview">
        <h1>{f:label('nav.overview')}</h1>
        <xsl:if test="$v:has-timeline">
          <xsl:call-template name="f:timeline-section"/>
        </xsl:if>
        <xsl:if test="$v:has-exchange">
          <xsl:call-template name="f:exchange-section"/>
        </xsl:if>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'overview'), f:label('nav.overview') || ' – ' || $v:title, $main)"/>
  </xsl:template>
</xsl:stylesheet>
