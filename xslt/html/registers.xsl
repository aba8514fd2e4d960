<?xml version="1.0" encoding="UTF-8"?>
<!-- The lists of persons and bodies, of places, and of works and events: who and what they are, and where each has its page. -->
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
       where no letter is theirs, then those that letters alone know. Of what there is more to say than the name, a page is
       made: "file" is its name without folder and ending. -->
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
        <xsl:variable name="mentioned" as="map(*)*" select="$mentions($page || '#' || @xml:id)"/>
        <xsl:sequence select="map {'page': $page, 'key': $page || '#' || @xml:id, 'element': .,
                                   'anchor': (@xml:id ! string(), 'entry-at-' || position())[1],
                                   'name': f:entry-name(.), 'mentions': $mentioned,
                                   'told': exists($mentioned) or count(*) gt 1 or exists(*/*) or exists(f:namings(.))}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="keys" as="map(*)" select="map:merge($known ! map:entry(?key, true()), map {'duplicates': 'use-first'})"/>
    <xsl:variable name="all" as="map(*)*">
      <xsl:sequence select="$known"/>
      <xsl:for-each-group select="$v:mentions[not($keys(?page || ?key))]" group-by="?page || ?key">
        <xsl:variable name="name" as="xs:string" select="f:shown-name(?name)"/>
        <xsl:sequence select="map {'page': ?page, 'key': current-grouping-key(), 'element': (), 'anchor': 'named-' || f:address-words($name),
                                   'name': $name, 'mentions': current-group(), 'told': true()}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <!-- Two names that differ in case, or in signs alone, are one on some disks. -->
    <xsl:variable name="again" as="map(xs:integer, xs:integer)">
      <xsl:map>
        <xsl:for-each-group select="1 to count($all)" group-by="subsequence($all, ., 1) ! (?page || '/' || lower-case(?anchor))">
          <xsl:for-each select="current-group()">
            <xsl:map-entry key="." select="position()"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:for-each select="$all">
      <xsl:variable name="nth" as="xs:integer" select="$again(position())"/>
      <xsl:variable name="anchor" as="xs:string" select="?anchor || (if ($nth gt 1) then '.' || $nth else '')"/>
      <xsl:sequence select=". => map:put('anchor', if (?element/@xml:id) then ?anchor else $anchor)
                              => map:put('file', $anchor[current()?told] ! (if (matches(., '^[A-Za-z0-9_][A-Za-z0-9_.\-]*$')) then . else 'entry-' || f:address-words(.)))"/>
    </xsl:for-each>
  </xsl:variable>

  <!-- Words as a part of an address: "ada-lindqvist"; letters that are no Latin ones by their numbers. -->
  <xsl:function name="f:address-words" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace(f:search-folded($words), '[^\p{L}\p{N}]+', '-') => replace('^-|-$', '')"/>
    <xsl:sequence select="if (matches($plain, '^[a-z0-9\-]*$')) then $plain
                          else string-join(string-to-codepoints($plain) ! (if (. lt 128) then codepoints-to-string(.) else '-' || . || '-')) => replace('-+', '-') => replace('^-|-$', '')"/>
  </xsl:function>

  <!-- The way from the site's root to the entry that a name means: to its page, or where it has none to its line. -->
  <xsl:variable name="v:entry-addresses" as="map(xs:string, xs:string)"
                select="map:merge($v:entries ! map:entry(?key, f:address-of(.)), map {'duplicates': 'use-first'})"/>

  <xsl:function name="f:address-of" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if (exists($entry?file)) then $entry?page || '/' || $entry?file || '.html' else $entry?page || '.html#' || $entry?anchor"/>
  </xsl:function>

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
    <xsl:sequence select="(f:entry-names($entry) ! f:shown-name(.), $entry/@xml:id ! string(), '?')[1]"/>
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
    <!-- "de", "van der", as the name has them in small letters, are not what is looked up. -->
    <xsl:variable name="small" as="xs:string*" select="tokenize($entry?name, '[^\p{L}\p{N}]+')[matches(., '^\p{Ll}')] ! f:folded(.)"/>
    <xsl:variable name="first" as="xs:integer?" select="(for $n in 1 to count($id) return $n[not($id[$n] = $small)])[1]"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($name, '[^\p{L}\p{N}]+')[. ne '']"/>
    <xsl:variable name="is-person" as="xs:boolean"
                  select="$entry?page eq 'persons' and (exists($element/self::tei:person) or exists($entry?mentions?name[self::tei:persName]) and empty($element))"/>
    <xsl:variable name="last" as="xs:string?"
                  select="tokenize(replace($entry?name, '[,(].*$', ''))[matches(., '^\p{Lu}[''&#x2019;]?\p{L}')][last()] ! f:folded(.)"/>
    <xsl:sequence select="
      if (not($is-person) or (contains($entry?name, ',') and not($surname))) then $name
      else if ($surname) then $surname || ' ' || $name
      else if (count($id) gt 1 and deep-equal(sort($id), sort($words))) then string-join(($id[position() ge $first], $id[position() lt $first]), ' ')
      else if ($last) then $last || ' ' || $name else $name"/>
  </xsl:function>

  <xsl:function name="f:initial" as="xs:string">
    <xsl:param name="sort" as="xs:string"/>
    <xsl:sequence select="upper-case((substring(replace($sort, '[^\p{L}]', ''), 1, 1)[. ne ''], '#')[1]) => replace('#', '0', 'q')"/>
  </xsl:function>

  <!-- ............................................................... the list of a kind -->

  <xsl:template name="f:register-page" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="heading" as="xs:string" select="f:label('nav.' || $kind)"/>
    <xsl:variable name="entries" as="map(*)*" select="$v:entries[?page eq $kind]"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="register">
        <h1>{$heading}</h1>
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
            <h2 class="initial" id="initial-{current-grouping-key()}">{current-grouping-key()}</h2>
          </xsl:if>
          <ul class="entries">
            <xsl:for-each select="current-group()">
              <xsl:call-template name="f:entry-line"/>
            </xsl:for-each>
          </ul>
        </xsl:for-each-group>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', $kind), $heading || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <!-- "Ada Lindqvist (1840–1912) · Letters written: 12 · Letters received: 3". -->
  <xsl:template name="f:entry-line" as="element(li)">
    <xsl:context-item as="map(*)" use="required"/>
    <xsl:variable name="mentions" as="map(*)*" select="?mentions"/>
    <xsl:variable name="life" as="xs:string?" select="?element ! f:life-years(.)"/>
    <li id="{?anchor}">
      <xsl:choose>
        <xsl:when test="?file">
          <a href="{f:address-of(.)}">{?name}</a>
        </xsl:when>
        <xsl:otherwise>{?name}</xsl:otherwise>
      </xsl:choose>
      <xsl:text>{$life ! (' (' || . || ')')}</xsl:text>
      <xsl:variable name="counted" as="xs:string*" select="
        ('sent', 'received', 'sent-at', 'received-at') ! (for $part in ., $count in count($mentions[?part eq $part])[. gt 0]
                                                          return f:count-of(f:label('register.' || $part), $count)),
        ?element ! (for $count in count(f:naming(.))[. gt 0] return f:count-of(f:label('register.named'), $count))"/>
      <xsl:if test="exists($counted)">
        <xsl:text> </xsl:text>
        <span class="counted">{string-join($counted, ' · ')}</span>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- "1795–1821": the years in which somebody was born and died, as far as they are known. -->
  <xsl:function name="f:life-years" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="both" as="xs:string" select="string-join(($element/tei:birth, $element/tei:death)[1] ! (
                                                     string(f:year-of($element/tei:birth[1])), string(f:year-of($element/tei:death[1]))), '–')"/>
    <xsl:sequence select="$both[matches(., '\d')]"/>
  </xsl:function>

  <xsl:function name="f:year-of" as="xs:string?">
    <xsl:param name="event" as="element()?"/>
    <xsl:sequence select="(($event//@when, $event//@notBefore, $event//@from, $event//@notAfter, $event//@to) ! replace(., '^(-?\d+).*$', '$1'),
                           analyze-string($event, '\d{4}')//*:match ! string())[matches(., '^-?\d+$')][1]"/>
  </xsl:function>
</xsl:stylesheet>
