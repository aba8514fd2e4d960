<?xml version="1.0" encoding="UTF-8"?>
<!-- How a letter is cited, by people and by programs. Values are strings: pages are many, and nodes cost more. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="no">

  <xsl:variable name="v:statement" as="element(tei:titleStmt)?" select="($v:edition/tei:teiHeader/tei:fileDesc/tei:titleStmt)[1]"/>
  <xsl:variable name="v:editors" as="xs:string*" select="distinct-values($v:statement/tei:editor ! normalize-space()[. ne ''])"/>
  <xsl:variable name="v:publishers" as="xs:string*"
                select="$v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/(tei:publisher | tei:authority)
                        ! normalize-space(string-join((tei:orgName, tei:persName, tei:name, .)[1]))[not(. = ('', $v:unnamed, $v:editors))]"/>
  <!-- The year in which the edition was published. -->
  <xsl:variable name="v:year" as="xs:string?"
                select="($date, $v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:date/(@when, .))[matches(., '^\s*\d{4}(\D|$)')][1]
                        ! substring(normalize-space(), 1, 4)"/>
  <!-- The year on the title page of the book that it was made from. -->
  <xsl:variable name="v:printed" as="xs:string?"
                select="($v:edition/tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'print']/tei:date/@when)[matches(., '^\d{4}$')][1] ! string()"/>
  <!-- What stands in a header of letterbook's where nobody is named. -->
  <xsl:variable name="v:unnamed" as="xs:string" select="'No publisher is named.'"/>
  <xsl:variable name="v:licence" as="xs:string?"
                select="($v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence/@target[f:is-web(.)])[1] ! normalize-space()"/>

  <!-- "The Lamp at Skarholm, ed. E. Holm, Karlsund Press, 1906". -->
  <xsl:variable name="v:edition-cited" as="xs:string"
                select="string-join(($v:title, (f:names($v:editors)[. ne ''] ! f:label('cite.edited', map {'who': .})), $v:publishers[1], $v:year,
                                     $v:printed ! f:label('cite.printed', map {'year': .})), ', ')"/>

  <!-- The whole, with those authors whom the title does not name. -->
  <xsl:function name="f:book-cited" as="xs:string">
    <xsl:variable name="titled" as="xs:string" select="' ' || replace(f:folded($v:title), '[^\p{L}\p{N}]+', ' ')"/>
    <xsl:variable name="authors" as="xs:string*" select="$v:statement/tei:author ! normalize-space()[. ne '']"/>
    <xsl:variable name="others" as="xs:string*" select="$authors[not(contains($titled, ' ' || replace(replace(f:folded(.), '\P{L}+$', ''), '^.*[^\p{L}\p{N}]', '')))]"/>
    <xsl:sequence select="string-join((f:names($others)[. ne ''], $v:edition-cited), ', ') => replace('([^.])$', '$1.')"/>
  </xsl:function>

  <!-- The date that a letter is cited by: the one that its title has. -->
  <xsl:function name="f:date-cited" as="element(tei:date)?">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="sent" as="element(tei:date)?" select="f:dates($card?sent)[1]"/>
    <xsl:variable name="received" as="element(tei:date)?" select="f:dates($card?received)[1]"/>
    <xsl:sequence select="if ($sent[not(f:is-inferred(.))] or empty($received)) then $sent else $received"/>
  </xsl:function>

  <xsl:function name="f:is-iso" as="xs:boolean">
    <xsl:param name="day" as="xs:string?"/>
    <xsl:sequence select="matches($day, '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$')"/>
  </xsl:function>

  <!-- A date as programs that cite write it (EDTF): "1871-10-03", "1871-10-03/1871-10-05"; "../1871" is no later than 1871. A
       day of the Julian calendar is cited as printed, here as in words. -->
  <xsl:function name="f:edtf" as="xs:string?">
    <xsl:param name="date" as="element(tei:date)?"/>
    <xsl:variable name="from" as="xs:string?" select="$date/(@from, @notBefore)[f:is-iso(.)][1] ! string()"/>
    <xsl:variable name="to" as="xs:string?" select="$date/(@to, @notAfter)[f:is-iso(.)][1] ! string()"/>
    <xsl:sequence select="if ($date/@when-custom[f:is-iso(.)] and $date ! f:calendar(.)) then string($date/@when-custom)
                          else if ($date/@when[f:is-iso(.)]) then string($date/@when)
                          else if ($from or $to) then ($from, '..')[1] || '/' || ($to, '..')[1] else ()"/>
  </xsl:function>

  <!-- ............................................................... for people -->

  <!-- What is not printed in the letter stands in brackets here too. -->
  <xsl:function name="f:cited" as="xs:string">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="from" as="xs:string" select="f:names(f:parties($card?sent) ! f:bracketed(f:shown-name(.), .))"/>
    <xsl:variable name="to" as="xs:string" select="f:names(f:parties($card?received) ! f:bracketed(f:shown-name(.), .))"/>
    <xsl:variable name="parties" as="xs:string" select="if ($card?given) then $card?parties else f:title-of($from, $to)"/>
    <xsl:variable name="date" as="xs:string?" select="$card?date ! f:bracketed(., f:date-cited($card))"/>
    <xsl:variable name="dated" as="xs:string" select="if ($date) then f:label('title.dated', map {'title': $parties, 'date': $date}) else $parties"/>
    <xsl:variable name="title" as="xs:string"
                  select="if ($card?number) then f:label('title.numbered', map {'number': $card?number, 'title': $dated}) else $dated"/>
    <xsl:sequence select="string-join((f:label('cite.in', map {'letter': $title, 'edition': $v:edition-cited}) => replace('\.\.$', '.'),
                                       f:letter-address($card) ! (. || '.')), ' ')"/>
  </xsl:function>

  <xsl:function name="f:letter-address" as="xs:string?">
    <xsl:param name="card" as="map(*)"/>
    <xsl:sequence select="f:web-address('letters/' || $card?file || '.html')"/>
  </xsl:function>

  <xsl:template name="f:cite" as="element()+">
    <xsl:param name="card" as="map(*)"/>
    <details class="cite">
      <summary><xsl:value-of select="f:label('cite.heading')"/></summary>
      <p><xsl:value-of select="f:cited($card)"/></p>
      <h2>BibTeX</h2>
      <pre><xsl:value-of select="f:bibtex($card)"/></pre>
      <h2>CSL-JSON</h2>
      <pre><xsl:value-of select="f:csl($card)"/></pre>
    </details>
    <!-- On paper only. -->
    <xsl:for-each select="f:letter-address($card)">
      <p class="address"><xsl:value-of select="."/></p>
    </xsl:for-each>
    <xsl:if test="$downloads">
      <p class="downloads">
        <xsl:value-of select="f:label('download.heading')"/>
        <xsl:text> </xsl:text>
        <a href="{$downloads}tei/letters/{subsequence($v:letter-files, $card?place, 1)}">TEI</a>
        <xsl:text> · </xsl:text>
        <a href="{$downloads}text/letters/{$card?file}.txt"><xsl:value-of select="f:label('download.text')"/></a>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- ............................................................... for programs -->

  <xsl:variable name="v:edition-key" as="xs:string"
                select="replace(($v:edition/@xml:id, 'edition')[1], '[^A-Za-z0-9_\-]', '')"/>

  <!-- What is the same for all letters. -->
  <xsl:variable name="v:edition-tex" as="xs:string" select="f:tex($v:edition-cited)"/>
  <xsl:variable name="v:edition-csl" as="xs:string*"
                select="f:pair('container-title', $v:title), f:people('editor', 'literal', $v:editors),
                        $v:publishers[1] ! f:pair('publisher', .),
                        $v:printed ! ('&quot;original-date&quot;: {&quot;date-parts&quot;: [[' || . || ']]}')"/>
  <xsl:variable name="v:edition-linked" as="xs:string*"
                select="$v:licence ! f:pair('license', .),
                        '&quot;isPartOf&quot;: {&quot;@type&quot;: &quot;Collection&quot;, ' || f:pair('name', $v:title) || '}'"/>
  <xsl:variable name="v:edition-meta" as="xs:string" select="string-join((f:meta('DC.source', $v:edition-cited), $v:licence ! f:meta('DC.rights', .)))"/>

  <!-- BibLaTeX's date has EDTF; "~" marks what was inferred. -->
  <xsl:function name="f:bibtex" as="xs:string">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="date" as="element(tei:date)?" select="f:date-cited($card)"/>
    <xsl:variable name="edtf" as="xs:string?" select="f:edtf($date)"/>
    <xsl:variable name="authors" as="xs:string" select="string-join(f:parties($card?sent) ! ('{' || f:tex(.) || '}'), ' and ')"/>
    <xsl:sequence select="string-join((
      '@misc{' || $v:edition-key || '-' || $card?file,
      $authors[. ne ''] ! ('  author = {' || . || '}'),
      '  title = {' || f:tex($card?parties) || '}',
      $edtf ! ('  date = {' || (if (f:is-inferred($date)) then replace(., '([0-9])(/|$)', '$1~$2') else .) || '}'),
      $card?number ! ('  number = {' || f:tex(.) || '}'),
      '  howpublished = {' || $v:edition-tex || '}',
      f:letter-address($card) ! ('  url = {' || . || '}')), ',&#10;') || '&#10;}'"/>
  </xsl:function>

  <xsl:function name="f:tex" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($words)"/>
    <xsl:sequence select="if (not(matches($plain, '[\\{}%&amp;#_$~^]'))) then $plain
                          else $plain => replace('\\', '/') => replace('([{}%&amp;#_$])', '\\$1')
                          => replace('~', '\\textasciitilde{}', 'q') => replace('^', '\\textasciicircum{}', 'q')"/>
  </xsl:function>

  <!-- https://docs.citationstyles.org/: a date that was inferred is "circa". -->
  <xsl:function name="f:csl" as="xs:string">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="date" as="element(tei:date)?" select="f:date-cited($card)"/>
    <xsl:variable name="days" as="xs:string*" select="tokenize(f:edtf($date), '/')[f:is-iso(.)]"/>
    <xsl:sequence select="'[{' || string-join((
      f:pair('id', $v:edition-key || '-' || $card?file),
      f:pair('type', 'personal_communication'),
      f:pair('title', $card?parties),
      f:people('author', 'literal', f:parties($card?sent)),
      f:people('recipient', 'literal', f:parties($card?received)),
      if (exists($days)) then '&quot;issued&quot;: {&quot;date-parts&quot;: ['
        || string-join($days ! ('[' || string-join(tokenize(., '-') ! string(xs:integer(.)), ', ') || ']'), ', ') || ']'
        || ', &quot;circa&quot;: true'[f:is-inferred($date) or count($days) ne count(tokenize(f:edtf($date), '/'))] || '}' else (),
      $card?number ! f:pair('number', .),
      $v:edition-csl,
      f:letter-address($card) ! f:pair('URL', .)), ',&#10;  ') || '}]'"/>
  </xsl:function>

  <!-- What crawlers and Zotero read in the head of a letter's page: meta elements and schema.org's terms as data. A
       date goes there only if it is a day, a month or a year.
       Zotero's translator "Embedded Metadata" makes a letter of it, with its recipients, from bib:type and z:recipients. It
       would make a section of a book wherever citation_inbook_title stands, and drop recipients wherever citation_author
       stands; both are left out for that, and DC says them. -->
  <xsl:function name="f:letter-head" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="language" as="xs:string" select="($letter/ancestor-or-self::*[@xml:lang][1]/@xml:lang ! string(), $v:language)[1]"/>
    <xsl:variable name="when" as="xs:string?" select="f:date-cited($card)/@when[f:is-iso(.)] ! string()"/>
    <xsl:variable name="linked" as="xs:string" select="'{' || string-join((
      '&quot;@context&quot;: &quot;https://schema.org&quot;, &quot;@type&quot;: &quot;Message&quot;',
      f:pair('name', $card?title),
      f:linked-people('author', f:parties($card?sent)),
      f:linked-people('sender', f:parties($card?sent)),
      f:linked-people('recipient', f:parties($card?received)),
      f:dates($card?sent)[1]/@when[f:is-iso(.)] ! f:pair('dateSent', .),
      f:dates($card?received)[1]/@when[f:is-iso(.)] ! f:pair('dateReceived', .),
      f:pair('inLanguage', $language),
      $card?number ! f:pair('position', .),
      f:letter-address($card) ! f:pair('url', .),
      $v:edition-linked), ', ') || '}'"/>
    <xsl:sequence select="string-join((
      f:meta('description', f:letter-in-short($letter)),
      f:meta('bib:type', 'Letter'),
      f:meta('DC.title', $card?title),
      f:parties($card?sent) ! f:meta('DC.creator', .),
      f:parties($card?received) ! f:meta('z:recipients', .),
      $when ! f:meta('DC.date', .),
      f:meta('citation_title', $card?title),
      $when ! f:meta('citation_publication_date', translate(., '-', '/')),
      $v:edition-meta,
      f:meta('citation_language', $language),
      f:letter-address($card) ! f:meta('citation_public_url', .),
      f:canonical('letters/' || $card?file || '.html', $card?title, 'article'),
      '&lt;script type=&quot;application/ld+json&quot;>', $linked, '&lt;/script>'))"/>
  </xsl:function>

  <!-- The words a letter begins with, about 150 characters. -->
  <xsl:function name="f:letter-in-short" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="words" as="xs:string"
                  select="normalize-space(string-join($letter/(descendant::tei:p | descendant::tei:l)[not(ancestor::tei:note)][position() le 3]
                                          ! substring(f:plain(.), 1, 200), ' '))"/>
    <xsl:sequence select="f:typeset(f:shortened($words, 150), $letter)"/>
  </xsl:function>

  <!-- Where the site has an address: that of a page, and what services show that a page is passed on with. -->
  <xsl:function name="f:canonical" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="string-join(f:web-address($path) ! ('&lt;link rel=&quot;canonical&quot; href=&quot;' || replace(., '&amp;', '&amp;amp;', 'q') || '&quot;>',
      f:property('og:title', $title), f:property('og:type', $type), f:property('og:url', .), f:property('og:site_name', $v:title)))"/>
  </xsl:function>

  <xsl:function name="f:property" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="replace(f:meta($name, $value), '^&lt;meta name=', '&lt;meta property=')"/>
  </xsl:function>

  <!-- Persons and bodies as schema.org has them, with their pages at authorities. -->
  <xsl:function name="f:linked-people" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="people" as="element()*"/>
    <xsl:variable name="said" as="xs:string*">
      <xsl:for-each select="$people">
        <xsl:variable name="entry" as="element()?" select="@ref ! key('v:by-id', tokenize(.) ! substring-after(., '#'), $v:edition)[1]"/>
        <xsl:variable name="same" as="xs:string*" select="($entry/tei:idno ! f:authority-address(.), tokenize(@ref)[f:is-web(.)]) ! f:json(.)"/>
        <xsl:sequence select="'{&quot;@type&quot;: &quot;' || (if (self::tei:orgName or $entry/self::tei:org) then 'Organization' else 'Person') || '&quot;, '
                              || f:pair('name', .) || (if (exists($same)) then ', &quot;sameAs&quot;: [' || string-join($same, ', ') || ']' else '') || '}'"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="if (exists($said)) then '&quot;' || $key || '&quot;: [' || string-join($said, ', ') || ']' else ()"/>
  </xsl:function>

  <xsl:function name="f:meta" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($value)"/>
    <xsl:sequence select="'&lt;meta name=&quot;' || $name || '&quot; content=&quot;'
                          || (if (not(matches($plain, '[&amp;&quot;&lt;]'))) then $plain
                              else $plain => replace('&amp;', '&amp;amp;', 'q') => replace('&quot;', '&amp;quot;', 'q')
                                   => replace('&lt;', '&amp;lt;', 'q')) || '&quot;>'"/>
  </xsl:function>

  <xsl:function name="f:pair" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="'&quot;' || $key || '&quot;: ' || f:json($value)"/>
  </xsl:function>

  <xsl:function name="f:people" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="if (exists($names)) then '&quot;' || $key || '&quot;: ['
      || string-join($names ! ('{' || f:pair($term, .) || '}'), ', ') || ']' else ()"/>
  </xsl:function>

  <!-- A string of JSON that also stands in HTML: "&lt;" is escaped as JSON has it. -->
  <xsl:function name="f:json" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="f:quoted(normalize-space($words))"/>
  </xsl:function>

  <!-- The same of words whose white space is in order. -->
  <xsl:function name="f:quoted" as="xs:string">
    <xsl:param name="plain" as="xs:string"/>
    <!-- Texts may be long, and most have nothing to escape. -->
    <xsl:variable name="quoted" as="xs:string" select="if (contains($plain, '\') or contains($plain, '&quot;'))
                                                       then replace($plain, '([\\&quot;])', '\\$1') else $plain"/>
    <xsl:sequence select="'&quot;' || (if (contains($quoted, '&lt;')) then replace($quoted, '&lt;', '\\u003c') else $quoted) || '&quot;'"/>
  </xsl:function>
</xsl:stylesheet>
