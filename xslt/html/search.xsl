<?xml version="1.0" encoding="UTF-8"?>
<!-- The page that searches, and the texts that it searches: as corrected, without calls of notes. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="v:search-script" as="xs:string" static="yes" select="unparsed-text('../script/search.js')"/>

  <xsl:template name="f:search-page" as="xs:string">
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="search">
        <h1>{f:label('nav.search')}</h1>
        <noscript>
          <p>{f:label('search.script')}</p>
        </noscript>
        <div id="search" role="search" hidden="hidden">
          <label for="query">{f:label('search.label')}</label>
          <input type="search" id="query" autocomplete="off" spellcheck="false" aria-describedby="search-hint"/>
          <p class="legend" id="search-hint">{f:label('search.hint')}</p>
        </div>
        <p id="found" role="status"/>
        <section id="in-letters" hidden="hidden" aria-labelledby="in-letters-heading">
          <h2 id="in-letters-heading">{f:label('nav.letters')}</h2>
          <ol/>
        </section>
        <section id="in-notes" hidden="hidden" aria-labelledby="in-notes-heading">
          <h2 id="in-notes-heading">{f:label('nav.notes')}</h2>
          <ol/>
        </section>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'search'), f:label('nav.search') || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <!-- ............................................................... the texts -->

  <!-- Scripts, since a page that lies on a disk may not read files of data: the first with the words that the page
       says. A script of texts has about so many characters; more texts than that are cut into several, between letters
       or notes, so that a search can show what it found in the first while the next is loaded. -->
  <xsl:variable name="v:piece" as="xs:integer" select="1000000"/>
  <!-- With more scripts than this, one more tells which of them have a word; of fewer, all are soon loaded. -->
  <xsl:variable name="v:unindexed" as="xs:integer" select="10"/>

  <!-- What is searched, in order: letters, other parts of the book, notes; each with about so many characters as its
       text has, which are counted without making it. -->
  <xsl:variable name="v:searched" as="map(*)*" select="
      $v:cards ! map {'card': ., 'length': string-length(subsequence($v:letters, ?place, 1))},
      $v:part-pages ! map {'part': ., 'length': sum(?parts ! string-length())},
      $v:notes ! map {'note': ., 'length': string-length()}"/>

  <!-- Where the texts of each script end, and how many scripts there are. -->
  <xsl:variable name="v:search-ends" as="xs:integer*" select="f:ends($v:searched?length)"/>
  <xsl:variable name="v:search-count" as="xs:integer" select="max((1, count($v:search-ends)))"/>

  <!-- The texts of all scripts, where the index of the words is made of them too: to make them twice would take longer
       than all else. -->
  <xsl:variable name="v:search-pieces" as="xs:string*"
                select="for $n in 1 to $v:search-count return f:search-piece((0, $v:search-ends)[$n], $v:search-ends[$n])"/>

  <!-- The names of the scripts, and functions that make their texts: that takes longer than all pages. -->
  <xsl:function name="f:search-data" as="map(xs:string, function() as xs:string)+">
    <xsl:variable name="ends" as="xs:integer*" select="$v:search-ends"/>
    <xsl:variable name="count" as="xs:integer" select="$v:search-count"/>
    <xsl:variable name="indexed" as="xs:boolean" select="$count gt $v:unindexed"/>
    <xsl:sequence select="map {'script/search-data.js': function() as xs:string {
      'window.letterbookSearch = {&#10;&quot;labels&quot;: {'
      || string-join((f:pair('none', f:label('search.none')), f:pair('count', f:label('search.count')),
                      f:pair('first', f:label('search.first')), f:pair('missing', f:label('search.missing'))), ', ')
      || '},&#10;&quot;count&quot;: ' || $count || ', &quot;indexed&quot;: ' || $indexed || ', &quot;pieces&quot;: {},&#10;'
      || (if ($indexed) then $v:search-pieces[1] else f:search-piece(0, ($ends[1], 0)[1])) || '};&#10;'}}"/>
    <xsl:for-each select="2 to $count">
      <xsl:variable name="nth" as="xs:integer" select="."/>
      <xsl:sequence select="map {'script/search-data-' || $nth || '.js': function() as xs:string {
        'window.letterbookSearch.pieces[' || $nth || '] = {&#10;'
        || (if ($indexed) then $v:search-pieces[$nth] else f:search-piece($ends[$nth - 1], $ends[$nth])) || '};&#10;'}}"/>
    </xsl:for-each>
    <xsl:if test="$indexed">
      <xsl:sequence select="map {'script/search-words.js': function() as xs:string {
        'window.letterbookSearch.words = &quot;'
        || string-join(f:word-lines($v:search-pieces), '\n') || '&quot;;&#10;'}}"/>
    </xsl:if>
  </xsl:function>

  <!-- The texts of one script: those behind the first place up to the last. Each is its page, its name and its
       paragraphs, each of these its anchor and its words. -->
  <xsl:function name="f:search-piece" as="xs:string">
    <xsl:param name="after" as="xs:integer"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:variable name="these" as="map(*)*" select="subsequence($v:searched, $after + 1, $last - $after)"/>
    <xsl:variable name="letters" as="xs:string*" select="
        $these?card ! f:searched('letters/' || ?file || '.html', ?title, f:letter-pieces(subsequence($v:letters, ?place, 1))),
        $these?part ! f:searched('parts/' || ?file || '.html', ?title, f:pieces(?parts) ! ('', .))"/>
    <xsl:variable name="notes" as="xs:string*" select="$these?note ! f:searched('notes.html',
        f:label('call.name', map {'number': f:note-number(.)}),
        (f:note-anchor(.), string-join(f:pieces(* except tei:label[f:is-number-label(.)] | text()), ' ')))"/>
    <xsl:sequence select="'&quot;letters&quot;: [&#10;' || string-join($letters, ',&#10;')
                          || '],&#10;&quot;notes&quot;: [&#10;' || string-join($notes, ',&#10;') || ']'"/>
  </xsl:function>

  <!-- The places of the texts with which the scripts end. lengths: of the texts; each has a name and an address besides. -->
  <xsl:variable name="v:beside" as="xs:integer" static="yes" select="50"/>
  <xsl:function name="f:ends" as="xs:integer*">
    <xsl:param name="lengths" as="xs:integer*"/>
    <xsl:iterate select="$lengths">
      <xsl:param name="length" as="xs:integer" select="0"/>
      <xsl:on-completion select="count($lengths)[. gt 0][$length gt 0]"/>
      <xsl:variable name="now" as="xs:integer" select="$length + . + $v:beside"/>
      <xsl:choose>
        <xsl:when test="$now ge $v:piece">
          <xsl:sequence select="position()"/>
          <xsl:next-iteration>
            <xsl:with-param name="length" select="0"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:next-iteration>
            <xsl:with-param name="length" select="$now"/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <xsl:variable name="v:by-codepoint" as="xs:string" static="yes" select="'http://www.w3.org/2005/xpath-functions/collation/codepoint'"/>

  <!-- "lamp 1 4 7": a word, folded as the script does it, and the pieces that have it; "the *", if most have it. -->
  <xsl:function name="f:word-lines" as="xs:string*">
    <xsl:param name="pieces" as="xs:string+"/>
    <xsl:variable name="found" as="map(*)*">
      <xsl:for-each select="$pieces">
        <xsl:variable name="nth" as="xs:integer" select="position()"/>
        <!-- Each word but once is folded and cut out of its punctuation. -->
        <xsl:variable name="words" as="xs:string*" select="distinct-values(tokenize(.), $v:by-codepoint)"/>
        <xsl:sequence select="distinct-values($words ! tokenize(f:search-folded(.), '[^\p{L}\p{N}]+')[. ne ''], $v:by-codepoint)
                              ! map {'word': ., 'piece': $nth}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each-group select="$found" group-by="?word" collation="{$v:by-codepoint}">
      <xsl:sequence select="current-grouping-key() || ' ' || (if (count(current-group()) gt count($pieces) idiv 2) then '*'
                                                              else string-join(current-group()?piece, ' '))"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- As search.js folds; the two sigmas are one there too. -->
  <xsl:function name="f:search-folded" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="translate(f:folded(replace($text, '\u003c', ' ', 'q')), 'øłđıς', 'oldiσ') => replace('ß', 'ss') => replace('æ', 'ae') => replace('œ', 'oe')"/>
  </xsl:function>

  <!-- pieces: an anchor and words, in turns. -->
  <xsl:function name="f:searched" as="xs:string?">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="pieces" as="xs:string*"/>
    <xsl:variable name="said" as="xs:string*"
                  select="for $n in 1 to count($pieces) idiv 2 return
                          if ($pieces[2 * $n]) then '[' || f:quoted($pieces[2 * $n - 1]) || ', ' || f:quoted($pieces[2 * $n]) || ']' else ()"/>
    <xsl:sequence select="if (exists($said)) then '[' || f:json($page) || ', ' || f:json($name) || ', [' || string-join($said, ', ') || ']]' else ()"/>
  </xsl:function>

  <!-- The text of a letter, cut where its paragraphs, verse and tables begin: what follows one of them and is none belongs
       to it. -->
  <xsl:function name="f:letter-pieces" as="xs:string*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="f:paragraphs($letter)"/>
    <xsl:variable name="anchors" as="map(xs:string, xs:string)" select="f:anchors($letter)"/>
    <xsl:for-each-group select="f:blocks($letter/*)" group-starting-with="*[exists($numbers(generate-id())) or exists($anchors(generate-id()))
                                                     or self::tei:lg/@xml:id or self::tei:table/@xml:id]">
      <xsl:variable name="first" as="node()" select="."/>
      <xsl:sequence select="string(($first[self::tei:lg or self::tei:table]/@xml:id, $anchors(generate-id()),
                                    $numbers(generate-id()) ! ($first/@xml:id, 'par-' || .)[1])[1]),
                            f:typeset(string-join(current-group() ! f:words-of(.), ' '), $letter)"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:pieces" as="xs:string*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="f:blocks($nodes) ! f:words-of(.)[. ne ''] ! f:typeset(., $nodes[1])"/>
  </xsl:function>

  <!-- What holds blocks is left for what it holds. Paragraphs that hold a list or the like stay whole, and are put
       apart from it below. -->
  <xsl:function name="f:blocks" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="$nodes[self::* or self::text()[normalize-space()]] ! (
      if (self::tei:p or self::tei:ab or self::tei:lg or self::tei:table) then . else if (f:is-divided(.)) then f:blocks(node()) else .)"/>
  </xsl:function>

  <xsl:function name="f:is-divided" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::tei:div or self::tei:opener or self::tei:closer or self::tei:list or self::tei:lg
      or self::tei:table or self::tei:row or self::tei:titlePage or self::tei:docTitle or self::tei:address])
      or $node/self::* ! f:holds-blocks(.)"/>
  </xsl:function>

  <xsl:function name="f:words-of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node/self::tei:p[empty(*)]) then normalize-space($node)
                          else if ($node/self::* ! f:holds-blocks(.)) then string-join($node/node() ! (if (f:is-divided(.) or f:is-part(.))
                            then (' ', f:blocks(.) ! (f:words-of(.), ' ')) else f:said(.))) => normalize-space()
                          else normalize-space(f:said($node))"/>
  </xsl:function>

  <!-- f:plain, but nothing of a node that is itself a call, a note or the like. -->
  <xsl:function name="f:said" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:value-of>
      <xsl:apply-templates select="$node" mode="m:plain"/>
    </xsl:value-of>
  </xsl:function>
</xsl:stylesheet>
