<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a person or body, a place, a work or event: what the register says of it, and its letters by direction and year. -->
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

  <!-- So many letters of one direction are a plain list; more, lists of years; very many, the numbers of each year. -->
  <xsl:variable name="v:listed" as="xs:integer" static="yes" select="12"/>
  <xsl:variable name="v:by-numbers" as="xs:integer" static="yes" select="400"/>

  <xsl:variable name="v:entry-frame" as="xs:string+" select="f:frame('../', '')"/>

  <xsl:template name="f:entry-page" as="xs:string">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:variable name="entry" as="map(*)" select="."/>
    <xsl:variable name="mentions" as="map(*)*" select="?mentions"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="entry">
        <p class="legend">
          <a href="../{?page}.html#{?anchor}">{f:label('nav.' || ?page)}</a>
        </p>
        <h1>{?name}</h1>
        <xsl:for-each select="?element">
          <xsl:call-template name="f:entry-told"/>
        </xsl:for-each>
        <xsl:if test="exists($mentions?name[f:is-inferred(.)])">
          <p class="legend">{f:label('register.inferred')}</p>
        </xsl:if>
        <xsl:for-each select="'sent', 'received', 'sent-at', 'received-at'">
          <xsl:variable name="part" as="xs:string" select="."/>
          <xsl:call-template name="f:letters-of-entry">
            <xsl:with-param name="label" select="'register.' || ."/>
            <xsl:with-param name="mentions" select="$mentions[?part eq $part]"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:call-template name="f:letters-of-entry">
          <xsl:with-param name="label" select="'register.named'"/>
          <xsl:with-param name="mentions" select="f:naming(?element)"/>
        </xsl:call-template>
        <xsl:call-template name="f:others-of-entry"/>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page($v:entry-frame, ?name || ' – ' || $v:title, $main, f:entry-head($entry))"/>
  </xsl:template>

  <!-- What the register says: other names, birth and death, all else, the numbers at authorities. -->
  <xsl:template name="f:entry-told" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="names" as="xs:string*" select="f:entry-names(.)[position() gt 1] ! normalize-space()"/>
    <xsl:if test="exists($names)">
      <p class="legend">{f:label('register.alias')} {string-join($names, '; ')}</p>
    </xsl:if>
    <xsl:for-each select="* except (f:entry-names(.) | tei:idno)">
      <p>
        <xsl:if test="not(self::tei:note | self::tei:birth | self::tei:death | self::tei:location)">
          <xsl:attribute name="class" select="'legend'"/>
        </xsl:if>
        <xsl:call-template name="f:language">
          <xsl:with-param name="text" select="."/>
        </xsl:call-template>
        <xsl:text>{if (self::tei:birth) then '* ' else if (self::tei:death) then '† ' else ''}</xsl:text>
        <xsl:choose>
          <xsl:when test="self::tei:location/tei:geo[exists(f:coordinates(.))]">
            <xsl:for-each select="tei:geo[exists(f:coordinates(.))][1]">
              <xsl:variable name="at" as="xs:string+" select="f:coordinates(.)"/>
              <a href="https://www.openstreetmap.org/?mlat={$at[1]}&amp;mlon={$at[2]}#map=9/{$at[1]}/{$at[2]}">{$at[1]}°, {$at[2]}°</a>
            </xsl:for-each>
            <xsl:text>{string-join((* except tei:geo[exists(f:coordinates(.))][1])[normalize-space()] ! (', ' || f:told(.)))}</xsl:text>
          </xsl:when>
          <xsl:otherwise>{if (normalize-space()) then f:told(.) else f:date(.)}</xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:for-each>
    <xsl:if test="tei:idno[normalize-space()]">
      <p class="legend">
        <xsl:for-each select="tei:idno[normalize-space()]">
          <xsl:text>{if (position() gt 1) then ' · ' else ''}</xsl:text>
          <xsl:call-template name="f:authority"/>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- Latitude and longitude in degrees, where an element has these two numbers and no more. -->
  <xsl:function name="f:coordinates" as="xs:string*">
    <xsl:param name="geo" as="element()"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(normalize-space($geo), '[\s,;]+')"/>
    <xsl:sequence select="$parts[count($parts) eq 2][every $part in $parts satisfies matches($part, '^-?\d{1,3}(\.\d+)?$')]"/>
  </xsl:function>

  <!-- What an entry says: its words, and a comma between its parts where it says nothing but by them. -->
  <xsl:function name="f:told" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@when = normalize-space($element)) then f:date($element)
                          else if (empty($element/*) or $element/text()[normalize-space()]) then normalize-space($element)
                          else string-join($element/*[normalize-space()] ! f:told(.), ', ')"/>
  </xsl:function>

  <!-- Where the text names an entry. -->
  <xsl:function name="f:namings" as="element()*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="$entry/@xml:id/key('v:named', ., $v:edition)"/>
  </xsl:function>

  <!-- The letters that name an entry in their text, each once. -->
  <xsl:function name="f:naming" as="map(*)*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:for-each-group select="f:namings($entry) ! f:letter-of(.)" group-by="generate-id()">
      <xsl:sequence select="map {'card': f:card(.)}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The page of an authority's number. -->
  <xsl:function name="f:authority-address" as="xs:string?">
    <xsl:param name="idno" as="element(tei:idno)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space($idno)"/>
    <xsl:sequence select="if (f:is-web($number)) then $number else $v:authorities(lower-case($idno/@type)) ! (. || encode-for-uri($number))"/>
  </xsl:function>

  <xsl:template name="f:authority" as="node()">
    <xsl:context-item as="element(tei:idno)" use="required"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space()"/>
    <xsl:variable name="address" as="xs:string?" select="f:authority-address(.)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(($v:authority-names(lower-case(@type)), upper-case(@type))[1][not(f:is-web($number))] || ' ' || $number)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{iri-to-uri($address)}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{$words}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="f:letters-of-entry" as="element()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="mentions" as="map(*)*"/>
    <xsl:variable name="count" as="xs:integer" select="count($mentions)"/>
    <xsl:if test="$count gt 0">
      <section>
        <h2>{f:label($label)} <span class="count">({$count})</span></h2>
        <xsl:choose>
          <xsl:when test="$count gt $v:by-numbers">
            <xsl:call-template name="f:letters-by-year">
              <xsl:with-param name="mentions" select="$mentions"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:when test="$count gt $v:listed">
            <xsl:for-each-group select="$mentions" group-by="substring(f:sort-date(?card), 1, 4)">
              <xsl:sort select="current-grouping-key() eq ''"/>
              <xsl:sort select="current-grouping-key()"/>
              <h3>{(current-grouping-key()[. ne ''], f:label('register.no-year'))[1]}</h3>
              <xsl:call-template name="f:letters-in-full">
                <xsl:with-param name="mentions" select="current-group()"/>
              </xsl:call-template>
            </xsl:for-each-group>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="f:letters-in-full">
              <xsl:with-param name="mentions" select="$mentions"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="f:letters-in-full" as="element(ul)">
    <xsl:param name="mentions" as="map(*)*"/>
    <ul>
      <xsl:for-each select="$mentions">
        <xsl:variable name="inferred" as="xs:boolean" select="exists(?name[f:is-inferred(.)])"/>
        <li>{'['[$inferred]}<a href="../letters/{?card?file}.html">{?card?title}</a>{']'[$inferred]}</li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- With whom somebody exchanged letters, and how many. -->
  <xsl:template name="f:others-of-entry" as="element()*">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:variable name="others" as="element()*" select="?mentions ! (if (?part eq 'sent') then f:parties(?card?received)
                                                                     else if (?part eq 'received') then f:parties(?card?sent) else ())"/>
    <xsl:if test="exists($others)">
      <section>
        <h2>{f:label('register.others')}</h2>
        <ul>
          <xsl:for-each-group select="$others" group-by="f:entry-key(.)">
            <xsl:sort select="count(current-group())" order="descending"/>
            <xsl:sort select="f:folded(normalize-space())" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <li>
              <!-- As one says it: "name: 3", of which the name is the link. -->
              <a href="../{f:entry-address(.)}">{f:shown-name(.)}</a>
              <xsl:text>{f:count-of('', count(current-group()))}</xsl:text>
            </li>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What crawlers read: who or what it is, in schema.org's terms. -->
  <xsl:function name="f:entry-head" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="element" as="element()?" select="$entry?element"/>
    <xsl:variable name="type" as="xs:string" select="if ($entry?page eq 'places') then 'Place' else if ($entry?page eq 'works') then 'CreativeWork'
                                                     else if ($element/self::tei:org or $entry?mentions[1]?name/self::tei:orgName) then 'Organization' else 'Person'"/>
    <xsl:variable name="same" as="xs:string*" select="distinct-values(($element/tei:idno ! f:authority-address(.), $entry?mentions?name/@ref ! tokenize(.)[f:is-web(.)])) ! f:json(.)"/>
    <xsl:variable name="at" as="xs:string*" select="($element/tei:location/tei:geo ! string-join(f:coordinates(.), ' '))[. ne ''][1] ! tokenize(.)"/>
    <xsl:variable name="linked" as="xs:string" select="'{' || string-join((
      '&quot;@context&quot;: &quot;https://schema.org&quot;, &quot;@type&quot;: &quot;' || $type || '&quot;',
      f:pair('name', $entry?name),
      f:listed-json(distinct-values($element ! f:entry-names(.)[position() gt 1] ! normalize-space()), 'alternateName'),
      $element/tei:birth/@when[f:is-iso(.)] ! f:pair('birthDate', .), $element/tei:death/@when[f:is-iso(.)] ! f:pair('deathDate', .),
      if (exists($at)) then '&quot;geo&quot;: {&quot;@type&quot;: &quot;GeoCoordinates&quot;, ' || f:pair('latitude', $at[1]) || ', ' || f:pair('longitude', $at[2]) || '}' else (),
      if (exists($same)) then '&quot;sameAs&quot;: [' || string-join($same, ', ') || ']' else (),
      f:web-address(f:address-of($entry)) ! f:pair('url', .)), ', ') || '}'"/>
    <xsl:sequence select="f:meta('description', $entry?name || ' – ' || $v:title) || f:canonical(f:address-of($entry), $entry?name, 'website')
                          || '&lt;script type=&quot;application/ld+json&quot;>' || $linked || '&lt;/script>'"/>
  </xsl:function>

  <xsl:function name="f:listed-json" as="xs:string?">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if (exists($words)) then '&quot;' || $key || '&quot;: [' || string-join($words ! f:json(.), ', ') || ']' else ()"/>
  </xsl:function>

  <!-- "1817: 3, 5, [8]": the numbers of the letters of each year, or their days where they have none. -->
  <xsl:template name="f:letters-by-year" as="element(ul)">
    <xsl:param name="mentions" as="map(*)*"/>
    <ul class="by-year">
      <xsl:for-each-group select="$mentions" group-by="substring(f:sort-date(?card), 1, 4)">
        <xsl:sort select="current-grouping-key() eq ''"/>
        <xsl:sort select="current-grouping-key()"/>
        <li>
          <xsl:text>{(current-grouping-key()[. ne ''], '–')[1]}: </xsl:text>
          <xsl:for-each select="current-group()">
            <xsl:variable name="inferred" as="xs:boolean" select="exists(?name[f:is-inferred(.)])"/>
            <xsl:text>{if (position() gt 1) then ', ' else ''}{'['[$inferred]}</xsl:text>
            <a href="../letters/{?card?file}.html" title="{?card?title}">{(?card?number, ?card?date, ?card?place)[1]}</a>
            <xsl:text>{']'[$inferred]}</xsl:text>
          </xsl:for-each>
        </li>
      </xsl:for-each-group>
    </ul>
  </xsl:template>
</xsl:stylesheet>
