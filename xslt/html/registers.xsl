<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of persons and bodies, of places, and of works and events: each with its letters and its numbers at authorities. -->
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

  <!-- Where a number of an authority is looked up: idno/@type, the address before the number. -->
  <xsl:variable name="v:authorities" as="map(xs:string, xs:string)" static="yes" select="map {
    'gnd': 'https://d-nb.info/gnd/',
    'viaf': 'https://viaf.org/viaf/',
    'lccn': 'https://lccn.loc.gov/',
    'wikidata': 'https://www.wikidata.org/wiki/',
    'geonames': 'https://www.geonames.org/',
    'isni': 'https://isni.org/isni/',
    'orcid': 'https://orcid.org/'}"/>

  <!-- What the authorities are called. -->
  <xsl:variable name="v:authority-names" as="map(xs:string, xs:string)" static="yes" select="map {
    'wikidata': 'Wikidata', 'geonames': 'GeoNames', 'orcid': 'ORCID iD'}"/>

  <!-- So many letters of an entry are listed one below the other; more, by years. -->
  <xsl:variable name="v:listed" as="xs:integer" static="yes" select="12"/>

  <!-- The names of persons, bodies and places in the text, by the entry that they name. -->
  <xsl:key name="v:named" match="tei:text//tei:persName[@ref] | tei:text//tei:orgName[@ref] | tei:text//tei:placeName[@ref]
                                 | tei:text//tei:name[@ref] | tei:text//tei:rs[@ref] | tei:text//tei:settlement[@ref] | tei:text//tei:title[@ref]"
           use="tokenize(@ref) ! substring-after(., '#')"/>

  <!-- Who or what a name means: "#id" of an entry, an address of the web, else the name itself. -->
  <xsl:function name="f:entry-key" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="($name/@ref ! tokenize(.), $name/@key ! tokenize(.), '=' || normalize-space($name))[1]"/>
  </xsl:function>

  <!-- All that a letter says of who and where: the page it belongs on, the entry, in what part, which letter. -->
  <xsl:variable name="v:mentions" as="map(*)*"
                select="$v:cards ! (f:mentions(., 'persons', 'sent', f:parties(?sent)),
                                    f:mentions(., 'persons', 'received', f:parties(?received)),
                                    f:mentions(., 'places', 'sent-at', f:places(?sent)),
                                    f:mentions(., 'places', 'received-at', f:places(?received)))"/>

  <xsl:function name="f:mentions" as="map(*)*">
    <xsl:param name="card" as="map(*)"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="names" as="element()*"/>
    <xsl:sequence select="$names ! map {'page': $page, 'part': $part, 'key': f:entry-key(.), 'name': ., 'card': $card}"/>
  </xsl:function>

  <!-- The page that an entry belongs on. -->
  <xsl:function name="f:register-of" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::tei:place) then 'places'
                          else if ($entry/(self::tei:bibl | self::tei:biblStruct | self::tei:event)) then 'works' else 'persons'"/>
  </xsl:function>

  <!-- The entries of all pages, by page and key, each with its mentions: those of the registers beside the text, also
       where no letter is theirs, then those that letters alone know. -->
  <xsl:variable name="v:entries" as="map(*)*">
    <xsl:variable name="listed" as="element()*" select="$v:edition/tei:standOff//(tei:person | tei:personGrp | tei:org | tei:place | tei:listEvent/tei:event
                                                           | tei:listBibl/tei:bibl | tei:listBibl/tei:biblStruct)"/>
    <xsl:variable name="mentions" as="map(*)">
      <xsl:map>
        <xsl:for-each-group select="$v:mentions" group-by="?page || ?key">
          <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="known" as="map(*)*">
      <xsl:for-each select="$listed">
        <xsl:variable name="page" as="xs:string" select="f:register-of(.)"/>
        <xsl:sequence select="map {'page': $page, 'key': $page || '#' || @xml:id, 'element': .,
                                   'anchor': (@xml:id ! string(), 'entry-at-' || position())[1],
                                   'name': f:entry-name(.), 'mentions': $mentions($page || '#' || @xml:id)}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="keys" as="map(*)" select="map:merge($known ! map:entry(?key, true()), map {'duplicates': 'use-first'})"/>
    <xsl:sequence select="$known"/>
    <xsl:for-each-group select="$v:mentions[not($keys(?page || ?key))]" group-by="?page || ?key">
      <xsl:sequence select="map {'page': ?page, 'key': current-grouping-key(), 'element': (), 'anchor': 'named-' || position(),
                                 'name': normalize-space(?name), 'mentions': current-group()}"/>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- The way from the site's root to the entry that a name means. -->
  <xsl:variable name="v:entry-addresses" as="map(xs:string, xs:string)"
                select="map:merge($v:entries ! map:entry(?key, ?page || '.html#' || ?anchor), map {'duplicates': 'use-first'})"/>

  <xsl:function name="f:entry-address" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="$v:entry-addresses((if ($name/(self::tei:placeName | self::tei:settlement | self::tei:country | self::tei:region))
                                              then 'places' else 'persons') || f:entry-key($name))"/>
  </xsl:function>

  <!-- A name in the text leads to its entry, where it stands in no other link. -->
  <xsl:template match="(tei:persName | tei:orgName | tei:placeName | tei:name | tei:rs | tei:settlement | tei:title)[@ref]
                       [not(ancestor::tei:choice or ancestor::tei:ref or ancestor::tei:*[ancestor::tei:text]/@ref)]" mode="m:html" priority="1" as="element()">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="key" as="xs:string" select="f:entry-key(.)"/>
    <xsl:variable name="address" as="xs:string?" select="(('persons', 'places', 'works') ! $v:entry-addresses(. || $key))[1]"/>
    <xsl:choose>
      <xsl:when test="$address and empty(descendant::tei:note | descendant::tei:ref | descendant::tei:ptr | descendant::tei:choice)">
        <a class="name" href="{$page?root}{$address}">
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:apply-templates mode="m:html"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:entry-names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(tei:persName | tei:orgName | tei:placeName | tei:name | tei:settlement
                                  | self::tei:bibl/tei:title | self::tei:biblStruct//tei:title | tei:eventName)[normalize-space()]"/>
  </xsl:function>

  <xsl:function name="f:entry-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="(f:entry-names($entry) ! normalize-space(), $entry/@xml:id ! string(), '?')[1]"/>
  </xsl:function>

  <!-- Words as they are looked up and sorted: without case and diacritics. -->
  <xsl:function name="f:folded" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="replace(normalize-unicode(lower-case($words), 'NFKD'), '\p{M}', '')"/>
  </xsl:function>

  <!-- What an entry is sorted by: a person by the surname, where that can be told, all else by the name as it stands. The
       surname is what the register gives as such, what stands before a comma, the first word of the id where the id has
       the same words as the name, or the last word that begins with a capital. -->
  <xsl:function name="f:sort-name" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="name" as="xs:string" select="f:folded($entry?name)"/>
    <xsl:variable name="element" as="element()?" select="$entry?element"/>
    <xsl:variable name="surname" as="xs:string?" select="($element/tei:persName//tei:surname)[1] ! f:folded(normalize-space())"/>
    <xsl:variable name="id" as="xs:string*" select="tokenize(substring-after($element/self::tei:person/@xml:id, 'person-'), '-')"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($name, '[^\p{L}\p{N}]+')[. ne '']"/>
    <xsl:variable name="is-person" as="xs:boolean"
                  select="$entry?page eq 'persons' and (exists($element/self::tei:person) or exists($entry?mentions?name[self::tei:persName]) and empty($element))"/>
    <xsl:variable name="last" as="xs:string?"
                  select="tokenize(replace($entry?name, '[,(].*$', ''))[matches(., '^\p{Lu}\p{L}')][last()] ! f:folded(.)"/>
    <xsl:sequence select="
      if (not($is-person) or (contains($entry?name, ',') and not($surname))) then $name
      else if ($surname) then $surname || ' ' || $name
      else if (count($id) gt 1 and deep-equal(sort($id), sort($words))) then string-join($id, ' ')
      else if ($last) then $last || ' ' || $name else $name"/>
  </xsl:function>

  <xsl:function name="f:initial" as="xs:string">
    <xsl:param name="sort" as="xs:string"/>
    <xsl:sequence select="upper-case((substring(replace($sort, '[^\p{L}]', ''), 1, 1)[. ne ''], '#')[1]) => replace('#', '0', 'q')"/>
  </xsl:function>

  <!-- ............................................................... a page -->

  <xsl:template name="f:register-page" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="heading" as="xs:string" select="f:label('nav.' || $kind)"/>
    <xsl:variable name="entries" as="map(*)*" select="$v:entries[?page eq $kind]"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="register">
        <h1>{$heading}</h1>
        <xsl:if test="exists($entries?mentions?name[f:is-inferred(.)])">
          <p class="legend">{f:label('register.inferred')}</p>
        </xsl:if>
        <xsl:variable name="sorted" as="map(*)*">
          <xsl:perform-sort select="$entries ! map:put(., 'sort', f:sort-name(.))">
            <xsl:sort select="?sort" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <xsl:sort select="f:folded(?name)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          </xsl:perform-sort>
        </xsl:variable>
        <xsl:variable name="initials" as="xs:string*" select="distinct-values($sorted ! f:initial(?sort))"/>
        <xsl:if test="count($entries) gt 20">
          <p class="initials">
            <xsl:for-each select="$initials">
              <a href="#initial-{.}">{.}</a>
              <xsl:text> </xsl:text>
            </xsl:for-each>
          </p>
        </xsl:if>
        <xsl:for-each-group select="$sorted" group-adjacent="f:initial(?sort)">
          <xsl:if test="count($entries) gt 20">
            <p class="initial" id="initial-{current-grouping-key()}">{current-grouping-key()}</p>
          </xsl:if>
          <xsl:for-each select="current-group()">
            <xsl:call-template name="f:entry"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', $kind), $heading || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <xsl:template name="f:entry" as="element(section)">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:variable name="mentions" as="map(*)*" select="?mentions"/>
    <xsl:variable name="element" as="element()?" select="?element"/>
    <section class="entry">
      <h2 id="{?anchor}">{?name}</h2>
      <xsl:for-each select="$element">
        <xsl:variable name="names" as="xs:string*" select="f:entry-names(.)[position() gt 1] ! normalize-space()"/>
        <xsl:if test="exists($names)">
          <p class="legend">{f:label('register.alias')} {string-join($names, '; ')}</p>
        </xsl:if>
        <xsl:for-each select="* except (f:entry-names(.) | tei:idno)">
          <p class="legend">
            <xsl:call-template name="f:language">
              <xsl:with-param name="text" select="."/>
            </xsl:call-template>
            <xsl:text>{if (self::tei:birth) then '* ' else if (self::tei:death) then '† ' else ''}</xsl:text>
            <xsl:text>{if (normalize-space()) then f:told(.) else f:date(.)}</xsl:text>
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
      </xsl:for-each>
      <xsl:for-each select="'sent', 'received', 'sent-at', 'received-at'">
        <xsl:variable name="part" as="xs:string" select="."/>
        <xsl:call-template name="f:letters-of-entry">
          <xsl:with-param name="label" select="'register.' || ."/>
          <xsl:with-param name="mentions" select="$mentions[?part eq $part]"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="f:letters-of-entry">
        <xsl:with-param name="label" select="'register.named'"/>
        <xsl:with-param name="mentions" select="f:naming($element)"/>
      </xsl:call-template>
    </section>
  </xsl:template>

  <!-- What an entry says: its words, and a comma between its parts where it says nothing but by them. -->
  <xsl:function name="f:told" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::tei:date[@when = normalize-space()]) then f:date($element)
                          else if (empty($element/*) or $element/text()[normalize-space()]) then normalize-space($element)
                          else string-join($element/*[normalize-space()] ! f:told(.), ', ')"/>
  </xsl:function>

  <!-- The letters that name an entry in their text, each once. -->
  <xsl:function name="f:naming" as="map(*)*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:for-each-group select="$entry/@xml:id/key('v:named', ., $v:edition) ! f:letter-of(.)" group-by="generate-id()">
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
    <xsl:if test="exists($mentions)">
      <h3>{f:label($label)}</h3>
      <xsl:choose>
        <xsl:when test="count($mentions) gt $v:listed">
          <xsl:call-template name="f:letters-by-year">
            <xsl:with-param name="mentions" select="$mentions"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <ul>
            <xsl:for-each select="$mentions">
              <xsl:variable name="inferred" as="xs:boolean" select="exists(?name[f:is-inferred(.)])"/>
              <li>
                <xsl:text>{'['[$inferred]}</xsl:text>
                <a href="letters/{?card?file}.html">{?card?short}</a>
                <xsl:text>{if (?card?number) then ?card?date ! (', ' || .) else ()}{']'[$inferred]}</xsl:text>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

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
            <a href="letters/{?card?file}.html" title="{?card?title}">{(?card?number, ?card?date, ?card?place)[1]}</a>
            <xsl:text>{']'[$inferred]}</xsl:text>
          </xsl:for-each>
        </li>
      </xsl:for-each-group>
    </ul>
  </xsl:template>
</xsl:stylesheet>
