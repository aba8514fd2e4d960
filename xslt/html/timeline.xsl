<?xml version="1.0" encoding="UTF-8"?>
<!-- The letters in time: a picture, in words, and as a table.

     The picture has a line for each of the liveliest exchanges between two, and one for all others. The letters of one
     of the two stand above the line, those of the other below. Few letters are dots, each a link to its page; of many,
     bars show how many fall into a time, and lead to that time in the table. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- More letters than this are drawn as bars: nobody wants to press a key for each. -->
  <xsl:variable name="v:dots" as="xs:integer" static="yes" select="150"/>
  <!-- So many exchanges have a line of their own. -->
  <xsl:variable name="v:lines" as="xs:integer" static="yes" select="8"/>
  <!-- The picture's measures, in its own units, which are pixels on a wide screen: the column of names, the width for
       the time, the width of a column of dots. -->
  <xsl:variable name="v:names-width" as="xs:integer" select="16 + 8 * max((23, f:longest($v:exchanges?names)))"/>
  <xsl:variable name="v:time-width" as="xs:integer" static="yes" select="700"/>
  <xsl:variable name="v:column" as="xs:integer" select="if (count($v:marks) le 60) then 14 else 10"/>

  <!-- ............................................................... what is drawn -->

  <!-- The letters whose dates are known, in the order of time: their days, the one they stand at, who wrote to whom; of
       several that did, those two who most often did. -->
  <xsl:variable name="v:marks" as="map(*)*">
    <xsl:variable name="marks" as="map(*)*">
      <xsl:for-each select="$v:cards">
        <xsl:variable name="card" as="map(*)" select="."/>
        <xsl:for-each select="f:days-of(f:date-cited($card))">
          <xsl:variable name="from" as="xs:string*" select="f:parties($card?sent) ! f:entry-key(.)"/>
          <xsl:variable name="to" as="xs:string*" select="f:parties($card?received) ! f:entry-key(.)"/>
          <xsl:variable name="pair" as="map(*)?"
                        select="if (count(($from, $to)) gt 2) then $v:pairs[?from = $from and ?to = $to][1] else ()"/>
          <xsl:sequence select="map:merge((., map {
            'at': (?first + ?last) idiv 2,
            'card': $card,
            'from': ($pair?from, $from)[1],
            'to': ($pair?to, $to)[1]}))"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:perform-sort select="$marks">
      <xsl:sort select="?at"/>
      <xsl:sort select="?card?place"/>
    </xsl:perform-sort>
  </xsl:variable>

  <xsl:variable name="v:first-day" as="xs:integer?" select="min($v:marks?first)"/>
  <xsl:variable name="v:last-day" as="xs:integer?" select="max($v:marks?last)"/>

  <!-- A picture of time needs two times. -->
  <xsl:variable name="v:has-timeline" as="xs:boolean" select="count($v:marks) gt 1 and $v:first-day lt $v:last-day"/>

  <!-- What the correspondents are called, by their keys. -->
  <xsl:variable name="v:correspondents" as="map(xs:string, xs:string)"
                select="map:merge($v:cards ! (f:parties(?sent), f:parties(?received)) ! map:entry(f:entry-key(.), f:shown-name(.)),
                                  map {'duplicates': 'use-first'})"/>

  <!-- The lines of the picture: the names above and below, and the letters on either side. Who wrote more stands
       above; of two alone, also what has no addressee. Letters of which one end is known have a line for whoever it is. -->
  <xsl:variable name="v:exchanges" as="map(*)*">
    <xsl:variable name="pairs" as="map(*)*">
      <xsl:for-each-group select="$v:marks[?from or ?to and map:size($v:correspondents) gt 2]"
                          group-by="if (map:size($v:correspondents) le 2) then '' else if (?from and ?to) then string-join(sort((?from, ?to)), '&#10;')
                                    else (?from ! ('&lt;' || .), ?to ! ('&gt;' || .))">
        <xsl:sort select="count(current-group())" order="descending"/>
        <xsl:sort select="current-group()[1]?card?place"/>
        <xsl:variable name="group" as="map(*)*" select="current-group()"/>
        <xsl:variable name="people" as="xs:string+" select="distinct-values($group ! (?from, ?to))"/>
        <xsl:variable name="writers" as="xs:string+"
                      select="sort($people, (), function($who) {-count($group[?from eq $who])})"/>
        <xsl:sequence select="map {
          'names': if (exists($group[?from and ?to]) or map:size($v:correspondents) le 2) then $writers[position() le 2] ! $v:correspondents(.)
                   else f:title-of(string($v:correspondents(string($group[1]?from))), string($v:correspondents(string($group[1]?to)))),
          'above': $group[not(?from) or ?from eq $writers[1]],
          'below': $group[?from ne $writers[1]]}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="kept" as="map(*)*" select="$pairs[position() le $v:lines]"/>
    <xsl:variable name="seen" as="map(*)" select="map:merge($kept ! (?above, ?below) ! map:entry(?card?place, true()))"/>
    <xsl:variable name="rest" as="map(*)*" select="$v:marks[not($seen(?card?place))]"/>
    <xsl:sequence select="$kept"/>
    <xsl:if test="exists($rest)">
      <xsl:sequence select="map {'names': f:label(if (exists($kept)) then 'time.others' else 'nav.letters'), 'above': $rest, 'below': ()}"/>
    </xsl:if>
  </xsl:variable>

  <!-- ............................................................... steps of time -->

  <!-- A step is a number of days, or of months, counted in days from the first letter, in months from the year 1. -->
  <xsl:variable name="v:time" as="xs:integer?" select="$v:last-day - $v:first-day + 1"/>

  <!-- The shortest step of which no more than so many make up the whole time. -->
  <xsl:function name="f:step" as="map(xs:string, xs:integer)">
    <xsl:param name="most" as="xs:integer"/>
    <xsl:param name="days" as="xs:integer*"/>
    <xsl:param name="months" as="xs:integer*"/>
    <xsl:sequence select="(($days[$v:time div . le $most] ! map {'days': .}),
                           ($months[$v:time div (30.4 * .) le $most] ! map {'months': .}), map {'months': $months[last()]})[1]"/>
  </xsl:function>

  <!-- The day with which the step begins that a day falls into; the next step's, with $more = 1. -->
  <xsl:function name="f:step-day" as="xs:integer">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:param name="step" as="map(xs:string, xs:integer)"/>
    <xsl:param name="more" as="xs:integer"/>
    <xsl:variable name="date" as="xs:date" select="f:numbered-day($day)"/>
    <xsl:variable name="month" as="xs:integer" select="12 * (year-from-date($date) - 1970) + month-from-date($date) - 1"/>
    <!-- From a year that is a multiple of most steps. -->
    <xsl:variable name="since" as="xs:integer" select="12 * 1970"/>
    <xsl:sequence select="
      if ($step?days) then $v:first-day + (($day - $v:first-day) idiv $step?days + $more) * $step?days
      else f:day-number(xs:date('1970-01-01') + xs:yearMonthDuration('P1M')
             * ((floor(($month + $since) div $step?months) + $more) * $step?months - $since))"/>
  </xsl:function>

  <!-- "8 July 1941", "July 1941", "1941", "1941 to 1945": the time between two days, as precisely as a step asks for. -->
  <xsl:function name="f:time-words" as="xs:string">
    <xsl:param name="first" as="xs:integer"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:param name="step" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="words" as="xs:string+" select="distinct-values(($first, $last) ! f:day(f:time-key(., $step)))"/>
    <xsl:sequence select="if (count($words) eq 1) then $words else f:label('date.range', map {'from': $words[1], 'to': $words[2]})"/>
  </xsl:function>

  <xsl:function name="f:time-key" as="xs:string">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:param name="step" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="date" as="xs:string" select="string(f:numbered-day($day))"/>
    <xsl:sequence select="if ($step?days) then $date else replace($date, if ($step?months lt 12) then '-\d\d$' else '-\d\d-\d\d$', '')"/>
  </xsl:function>

  <!-- The times of the table's rows. -->
  <xsl:variable name="v:row-step" as="map(xs:string, xs:integer)"
                select="if ($v:time le 31) then map {'days': 1} else if ($v:time le 1100) then map {'months': 1} else map {'months': 12}"/>

  <xsl:function name="f:row-anchor" as="xs:string">
    <xsl:param name="mark" as="map(*)"/>
    <xsl:sequence select="'time-' || f:time-key($mark?at, $v:row-step)"/>
  </xsl:function>

  <!-- ............................................................... dots and bars -->

  <xsl:function name="f:across" as="xs:decimal">
    <xsl:param name="day" as="xs:decimal"/>
    <xsl:sequence select="round($v:names-width + 10 + ($day - $v:first-day) * $v:time-width div $v:time, 1)"/>
  </xsl:function>

  <!-- Letters of the same time stand on one another. -->
  <xsl:function name="f:dots" as="map(*)*">
    <xsl:param name="marks" as="map(*)*"/>
    <xsl:for-each-group select="$marks" group-by="xs:integer($v:time-width idiv $v:column * (?at - $v:first-day + 0.5) div $v:time)">
      <xsl:variable name="across" as="xs:integer" select="$v:names-width + 10 + current-grouping-key() * $v:column + $v:column idiv 2"/>
      <xsl:for-each select="current-group()">
        <xsl:sequence select="map {'across': $across, 'top': position(), 'mark': ., 'title': ?card?title,
                                   'href': 'letters/' || ?card?file || '.html'}"/>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:bars" as="map(*)*">
    <xsl:param name="marks" as="map(*)*"/>
    <xsl:param name="name" as="xs:string?"/>
    <xsl:variable name="step" as="map(xs:string, xs:integer)" select="f:step(80, (1, 7), (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000))"/>
    <xsl:for-each-group select="$marks" group-by="f:step-day(?at, $step, 0)">
      <xsl:variable name="first" as="xs:integer" select="max((current-grouping-key(), $v:first-day))"/>
      <xsl:variable name="next" as="xs:integer" select="min((f:step-day(?at, $step, 1), $v:last-day + 1))"/>
      <xsl:variable name="across" as="xs:decimal" select="f:across($first)"/>
      <xsl:variable name="count" as="xs:integer" select="count(current-group())"/>
      <xsl:sequence select="map {
        'across': $across,
        'width': max((f:across($next) - $across - 1, 1.5)),
        'top': $count,
        'uncertain': count(current-group()[f:is-vague(., $next - $first)]),
        'title': string-join(($name, f:time-words($first, $next - 1, $step)), ', ') => f:count-of(f:counted($count)),
        'href': '#' || f:row-anchor(.)}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Whether a letter's date is not sure, or open, or longer than so many days. -->
  <xsl:function name="f:is-vague" as="xs:boolean">
    <xsl:param name="mark" as="map(*)"/>
    <xsl:param name="days" as="xs:decimal"/>
    <xsl:sequence select="$mark?uncertain or exists($mark?open) or $mark?last - $mark?first ge $days"/>
  </xsl:function>

  <xsl:function name="f:counted" as="xs:string">
    <xsl:param name="count" as="xs:integer"/>
    <xsl:sequence select="if ($count eq 1) then f:label('letters.one') else f:label('letters.count', map {'count': string($count)})"/>
  </xsl:function>

  <!-- ............................................................... the picture -->

  <!-- linked: with links on the dots and bars; else as a picture alone. -->
  <xsl:template name="f:timeline" as="element(svg:svg)">
    <xsl:param name="linked" as="xs:boolean"/>
    <xsl:variable name="dotted" as="xs:boolean" select="count($v:marks) le $v:dots"/>
    <xsl:variable name="lines" as="xs:integer" select="count($v:exchanges)"/>
    <xsl:variable name="drawn" as="map(*)*">
      <xsl:for-each select="$v:exchanges">
        <xsl:variable name="nth" as="xs:integer" select="position()"/>
        <xsl:sequence select="
          (if ($dotted) then f:dots(?above) else f:bars(?above, ?names[1])) ! map:merge((., map {'side': 2 * $nth - 1})),
          (if ($dotted) then f:dots(?below) else f:bars(?below, ?names[2])) ! map:merge((., map {'side': 2 * $nth}))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="unit" as="xs:decimal"
                  select="if ($dotted) then $v:column else round((if ($lines eq 1) then 90 else 46) div max($drawn?top), 3)"/>
    <!-- The height of each side: at least that of a name. -->
    <xsl:variable name="heights" as="xs:decimal*"
                  select="for $side in 1 to 2 * $lines return max((20, max($drawn[?side eq $side]?top) * $unit + 6))"/>
    <xsl:variable name="bottom" as="xs:decimal" select="sum($heights) + 10 * ($lines - 1)"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {$v:names-width + $v:time-width + 30} {ceiling($bottom) + 40}"
         role="{if ($linked) then 'group' else 'img'}" aria-label="{f:label('time.heading')}">
      <xsl:call-template name="f:ticks">
        <xsl:with-param name="bottom" select="$bottom"/>
      </xsl:call-template>
      <xsl:for-each select="$v:exchanges">
        <xsl:variable name="nth" as="xs:integer" select="position()"/>
        <xsl:variable name="line" as="xs:decimal" select="round(sum($heights[position() lt 2 * $nth]) + 10 * ($nth - 1), 1)"/>
        <path class="line" d="M{$v:names-width + 4} {$line}h{$v:time-width + 16}"/>
        <xsl:for-each select="?names">
          <text class="name" x="{$v:names-width - 6}" y="{$line + (if (last() eq 1) then 4 else if (position() eq 1) then -5 else 15)}"
                text-anchor="end">{f:shortened(., $v:longest-name)}</text>
        </xsl:for-each>
        <xsl:for-each select="$drawn[?side = (2 * $nth - 1, 2 * $nth)]">
          <xsl:variable name="shapes" as="element()+">
            <xsl:choose>
              <xsl:when test="$dotted">
                <xsl:call-template name="f:dot">
                  <xsl:with-param name="line" select="$line"/>
                  <xsl:with-param name="way" select="if (?side mod 2 eq 1) then -1 else 1"/>
                </xsl:call-template>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="f:bar">
                  <xsl:with-param name="line" select="$line"/>
                  <xsl:with-param name="way" select="if (?side mod 2 eq 1) then -1 else 1"/>
                  <xsl:with-param name="unit" select="$unit"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:variable>
          <xsl:choose>
            <xsl:when test="$linked">
              <a href="{?href}">
                <title>{?title}</title>
                <xsl:sequence select="$shapes"/>
              </a>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$shapes"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:for-each>
    </svg>
  </xsl:template>

  <!-- A letter: a dot, hollow where its date is not certain; over the days that it may be of, where these are more than
       the dot covers, a bar, which has no end where none is known. -->
  <xsl:template name="f:dot" as="element()+" xmlns="http://www.w3.org/2000/svg">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:param name="line" as="xs:decimal"/>
    <xsl:param name="way" as="xs:integer"/>
    <xsl:variable name="high" as="xs:decimal" select="$line + $way * (?top - 0.4) * $v:column"/>
    <xsl:variable name="mark" as="map(*)" select="?mark"/>
    <xsl:variable name="first" as="xs:decimal" select="if ($mark?open = 'before') then ?across - 16 else f:across($mark?first)"/>
    <xsl:variable name="last" as="xs:decimal" select="if ($mark?open = 'after') then ?across + 16 else f:across($mark?last + 1)"/>
    <xsl:if test="exists($mark?open) or ($mark?last gt $mark?first and $last - $first gt 2 * $v:column)">
      <path class="span" d="M{min(($first, ?across))} {$high}H{max(($last, ?across))}"/>
    </xsl:if>
    <circle class="{if ($way lt 0) then 'above' else 'below'}{' uncertain'[$mark?uncertain or exists($mark?open)]}"
            cx="{?across}" cy="{$high}" r="{$v:column * 0.4}"/>
  </xsl:template>

  <!-- The letters of a time: a bar, its end pale as far as their dates are not certain. -->
  <xsl:template name="f:bar" as="element()+" xmlns="http://www.w3.org/2000/svg">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:param name="line" as="xs:decimal"/>
    <xsl:param name="way" as="xs:integer"/>
    <xsl:param name="unit" as="xs:decimal"/>
    <xsl:variable name="class" as="xs:string" select="if ($way lt 0) then 'above' else 'below'"/>
    <xsl:variable name="sure" as="xs:decimal" select="round((?top - ?uncertain) * $unit, 1)"/>
    <xsl:variable name="whole" as="xs:decimal" select="round(max((?top * $unit, 1.5)), 1)"/>
    <xsl:if test="?uncertain">
      <rect class="{$class} uncertain" x="{?across}" y="{$line - (if ($way lt 0) then $whole else 0)}" width="{?width}" height="{$whole}"/>
    </xsl:if>
    <xsl:if test="$sure gt 0">
      <rect class="{$class}" x="{?across}" y="{$line - (if ($way lt 0) then $sure else 0)}" width="{?width}" height="{$sure}"/>
    </xsl:if>
  </xsl:template>

  <!-- Days, months or years below the lines, and the year under the first day or month of each. -->
  <xsl:template name="f:ticks" as="element(svg:g)">
    <xsl:param name="bottom" as="xs:decimal"/>
    <xsl:variable name="step" as="map(xs:string, xs:integer)" select="f:step(11, (1, 2, 7), (1, 3, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 120000))"/>
    <xsl:variable name="low" as="xs:decimal" select="ceiling($bottom) + 16"/>
    <!-- The first step has mostly begun before the first letter; its name stands at that if there is room. -->
    <xsl:variable name="all" as="xs:integer+" select="max((f:step-day($v:first-day, $step, 0), $v:first-day)), f:tick-days(f:step-day($v:first-day, $step, 1), $step)"/>
    <xsl:variable name="days" as="xs:integer*" select="if (f:across($all[2]) - f:across($all[1]) lt 70) then tail($all) else $all"/>
    <g xmlns="http://www.w3.org/2000/svg" class="ticks">
      <xsl:for-each select="$days">
        <xsl:variable name="nth" as="xs:integer" select="position()"/>
        <xsl:variable name="date" as="xs:date" select="f:numbered-day(.)"/>
        <xsl:variable name="across" as="xs:decimal" select="f:across(.)"/>
        <xsl:if test=". ne $v:first-day">
          <path d="M{$across} 0V{$low + 2}"/>
        </xsl:if>
        <xsl:if test="$across lt $v:names-width + $v:time-width - 20">
          <text x="{$across + 4}" y="{$low}">{
            if ($step?days) then f:label('date.day-of-month', map {
                'day': if (day-from-date($date) eq 1) then f:label('day.1') else string(day-from-date($date)),
                'month': f:label('month.' || month-from-date($date))})
            else if ($step?months lt 12) then f:label('month.' || month-from-date($date))
            else string(year-from-date($date))}</text>
          <xsl:if test="not($step?months ge 12) and ($nth eq 1 or year-from-date($date) ne year-from-date(f:numbered-day($days[$nth - 1])))">
            <text x="{$across + 4}" y="{$low + 16}">{year-from-date($date)}</text>
          </xsl:if>
        </xsl:if>
      </xsl:for-each>
    </g>
  </xsl:template>

  <xsl:function name="f:tick-days" as="xs:integer*">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:param name="step" as="map(xs:string, xs:integer)"/>
    <xsl:if test="$day le $v:last-day">
      <xsl:sequence select="$day, f:tick-days(f:step-day($day, $step, 1), $step)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:shortened" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($words) le $length) then $words else substring($words, 1, $length - 1) || '…'"/>
  </xsl:function>

  <!-- ............................................................... in words and as a table -->

  <xsl:template name="f:timeline-section" as="element(section)">
    <xsl:variable name="dotted" as="xs:boolean" select="count($v:marks) le $v:dots"/>
    <section aria-labelledby="time">
      <h2 id="time">{f:label('time.heading')}</h2>
      <p>{string-join((f:counted(count($v:cards)) || ', ' || f:time-span() || '.', f:undated(), f:silence()), ' ')}</p>
      <figure>
        <div class="scroll" role="group" tabindex="0" aria-label="{f:label('time.heading')}">
          <xsl:call-template name="f:timeline">
            <xsl:with-param name="linked" select="true()"/>
          </xsl:call-template>
        </div>
        <figcaption class="legend">{f:label(if ($dotted) then 'time.dots' else 'time.bars')}</figcaption>
      </figure>
      <div class="scroll" role="group" tabindex="0" aria-label="{f:label('time.table')}">
        <table class="times">
          <caption>{f:label('time.table')}</caption>
          <thead>
            <tr>
              <xsl:for-each select="'fact.date', 'fact.from', 'nav.letters'">
                <th scope="col">{f:label(.)}</th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each-group select="$v:marks" group-adjacent="f:row-anchor(.)">
              <tr id="{current-grouping-key()}">
                <th scope="row">{f:time-words(?at, ?at, $v:row-step)}</th>
                <td>
                  <xsl:variable name="counts" as="map(*)*">
                    <xsl:for-each-group select="current-group()" group-by="string(?from)">
                      <xsl:sort select="count(current-group())" order="descending"/>
                      <xsl:sequence select="map {'who': ($v:correspondents(current-grouping-key()), f:label('fact.unknown'))[1], 'letters': count(current-group())}"/>
                    </xsl:for-each-group>
                  </xsl:variable>
                  <xsl:variable name="rest" as="xs:integer" select="sum($counts[position() gt 6]?letters)"/>
                  <xsl:text>{string-join(($counts[position() le 6] ! f:count-of(?who, ?letters), $rest[. gt 0] ! f:count-of(f:label('time.others'), .)), ', ')}</xsl:text>
                </td>
                <td>
                  <details>
                    <summary>{f:counted(count(current-group()))}</summary>
                    <ul>
                      <xsl:for-each select="current-group()?card">
                        <li>
                          <a href="letters/{?file}.html">{if ($dotted) then ?title else ?short}</a>
                          <xsl:text>{if ($dotted or not(?number)) then () else ?date ! (', ' || .)}</xsl:text>
                        </li>
                      </xsl:for-each>
                    </ul>
                  </details>
                </td>
              </tr>
            </xsl:for-each-group>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <!-- "8 July 1941 to 29 December 1941": of the dates that are sure, if any is, and of those others, where several are
       earlier or later than all of these: one of them may be misread. Years alone, where the first or last date is no day.
       None where most letters have no date: they may be of other years. -->
  <xsl:function name="f:time-span" as="xs:string?">
    <xsl:variable name="edges" as="map(*)*" select="$v:believed[?first eq min($v:believed?first) or ?last eq max($v:believed?last)]"/>
    <xsl:variable name="exact" as="xs:boolean" select="every $mark in $edges satisfies $mark?last eq $mark?first"/>
    <xsl:variable name="days" as="xs:string*" select="distinct-values((min($v:believed?first), max($v:believed?last)) ! f:edge-day(.)[$exact])"/>
    <xsl:sequence select="if (not($v:mostly-dated)) then ()
                          else if (not($exact)) then f:time-words(min($v:believed?first), max($v:believed?last), map {'months': 12})
                          else if (count($days) eq 1) then $days
                          else f:label('date.range', map {'from': $days[1], 'to': $days[2]})"/>
  </xsl:function>

  <!-- The first or last day of the letters, in the calendar that its letter prints. -->
  <xsl:function name="f:edge-day" as="xs:string">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:variable name="dates" as="element(tei:date)*" select="$v:believed[?first eq $day] ! f:date-cited(?card)"/>
    <xsl:sequence select="($dates[f:calendar(.)][@when-custom castable as xs:date] ! f:date(.), f:day(string(f:numbered-day($day))))[1]"/>
  </xsl:function>

  <xsl:variable name="v:mostly-dated" as="xs:boolean" select="exists($v:believed) and 2 * count($v:marks) ge count($v:cards)"/>

  <!-- The letters whose dates the years of the book are told by. -->
  <xsl:variable name="v:believed" as="map(*)*">
    <xsl:variable name="sure" as="map(*)*" select="$v:marks[not(?uncertain)]"/>
    <xsl:variable name="others" as="map(*)*" select="$v:marks[?uncertain][not(f:date-cited(?card)/@cert = 'low')]"/>
    <xsl:variable name="several" as="xs:integer" select="max((3, count($v:marks) idiv 20))"/>
    <xsl:variable name="earlier" as="map(*)*" select="$others[?last lt min($sure?first)]"/>
    <xsl:variable name="later" as="map(*)*" select="$others[?first gt max($sure?last)]"/>
    <xsl:sequence select="if (empty($sure)) then $v:marks
                          else ($sure, $earlier[count($earlier) ge $several], $later[count($later) ge $several])"/>
  </xsl:variable>

  <xsl:function name="f:undated" as="xs:string?">
    <xsl:variable name="count" as="xs:integer" select="count($v:cards) - count($v:marks)"/>
    <xsl:sequence select="if ($count eq 0) then () else if ($count eq 1) then f:label('time.undated-one')
                          else f:label('time.undated', map {'count': string($count)})"/>
  </xsl:function>

  <!-- "Letter 12", on one line. -->
  <xsl:function name="f:together" as="xs:string">
    <xsl:param name="card" as="map(*)"/>
    <xsl:sequence select="if ($card?number) then translate($card?short, ' ', '&#xA0;') else $card?short"/>
  </xsl:function>

  <!-- The longest time between two letters that follow each other: the days after the last that any before it may be of. A
       date that the years of the book are not told by makes no silence, and ends none outside of them. -->
  <xsl:function name="f:silence" as="xs:string?">
    <xsl:variable name="ordered" as="map(*)*" select="sort($v:marks[?first ge min($v:believed?first) and ?last le max($v:believed?last)], (), function($mark) {$mark?first})"/>
    <xsl:variable name="longest" as="map(*)">
      <xsl:iterate select="tail($ordered)">
        <xsl:param name="before" as="map(*)" select="$ordered[1]"/>
        <xsl:param name="found" as="map(*)" select="map {'days': 0}"/>
        <xsl:on-completion select="$found"/>
        <xsl:variable name="days" as="xs:integer" select="?first - $before?last"/>
        <xsl:next-iteration>
          <xsl:with-param name="before" select="if (?last gt $before?last) then . else $before"/>
          <xsl:with-param name="found" select="if ($days gt $found?days) then map {'days': $days, 'before': $before, 'after': .} else $found"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="if ($longest?days lt 2) then () else f:label('time.silence', map {
      'days': string($longest?days), 'before': f:together($longest?before?card), 'after': f:together($longest?after?card)})"/>
  </xsl:function>
</xsl:stylesheet>
