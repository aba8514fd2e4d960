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

  <!-- A script, since a page that lies on a disk may not read a file of data. Each text is its page, its name and its
       paragraphs, each of these its anchor and its words. -->
  <xsl:function name="f:search-data" as="xs:string">
    <xsl:sequence select="'window.letterbookSearch = {&#10;&quot;labels&quot;: {' || string-join((
        f:pair('none', f:label('search.none')), f:pair('count', f:label('search.count')), f:pair('first', f:label('search.first'))), ', ')
      || '},&#10;&quot;letters&quot;: [&#10;' || string-join((
        for $card in $v:cards
          return f:searched('letters/' || $card?file || '.html', $card?title, f:letter-pieces($v:letters[$card?place])),
        f:searched('index.html', f:label('matter.heading'), f:pieces($v:matter) ! ('', .))), ',&#10;')
      || '],&#10;&quot;notes&quot;: [&#10;' || string-join($v:notes ! f:searched('notes.html',
        f:label('call.name', map {'number': f:note-number(.)}),
        (f:note-anchor(.), string-join(f:pieces(* except tei:label[f:is-number-label(.)] | text()), ' '))), ',&#10;')
      || ']};&#10;'"/>
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

  <!-- The text of a letter, cut where its paragraphs begin: what follows a paragraph and is none belongs to it. -->
  <xsl:function name="f:letter-pieces" as="xs:string*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="f:paragraphs($letter)"/>
    <xsl:for-each-group select="f:blocks($letter/*)" group-starting-with="*[exists($numbers(generate-id()))]">
      <xsl:variable name="first" as="node()" select="."/>
      <xsl:sequence select="string($numbers(generate-id()) ! ($first/@xml:id, 'par-' || .)[1]),
                            string-join(current-group() ! f:words-of(.), ' ')"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:pieces" as="xs:string*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="f:blocks($nodes) ! f:words-of(.)[. ne '']"/>
  </xsl:function>

  <!-- What holds blocks is left for what it holds. Paragraphs that hold a list or the like stay whole, and are put
       apart from it below. -->
  <xsl:function name="f:blocks" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="$nodes[self::* or self::text()[normalize-space()]] ! (
      if (self::tei:p or self::tei:ab) then . else if (f:is-divided(.)) then f:blocks(node()) else .)"/>
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
