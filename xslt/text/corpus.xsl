<?xml version="1.0" encoding="UTF-8"?>
<!-- The letters for programs that count and compare words: their text alone, and a table of what is known of them. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- A letter's words from its first line to its last, a paragraph or verse a line. The heading that the print has
       above it is no part of it: its number is in the table. -->
  <xsl:function name="f:corpus-text" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="paragraphs" as="xs:string*">
      <!-- Nor is an editor's summary above it, nor what an editor put beside it. -->
      <xsl:apply-templates select="$letter/(* except (tei:head | tei:argument | tei:div[contains-token(@type, 'beside')]))" mode="m:blocks"/>
    </xsl:variable>
    <xsl:sequence select="string-join($paragraphs[. ne ''], '&#10;') => replace('^ +', '', 'm') => replace('\n+', '&#10;')"/>
  </xsl:function>

  <!-- One row a letter, in the columns of letters.csv, so that the folder is one of letters that letterbook reads. Days
       are as in ISO 8601; of what is not a day, the limits. What was inferred stands in the last column once more: read
       again, it is no editor's word. -->
  <xsl:function name="f:corpus-table" as="xs:string">
    <xsl:variable name="rows" as="xs:string*">
      <xsl:for-each select="$v:cards">
        <xsl:variable name="sent" as="element(tei:date)?" select="f:dates(?sent)[1]"/>
        <xsl:variable name="received" as="element(tei:date)?" select="f:dates(?received)[1]"/>
        <xsl:variable name="cells" as="map(xs:string, xs:string)" select="map{
          'sender': f:named(f:parties(?sent)), 'recipient': f:named(f:parties(?received)),
          'place': f:named(f:places(?sent)), 'place-received': f:named(f:places(?received)),
          'date': string($sent/@when), 'not-before': string($sent/@notBefore), 'not-after': string($sent/@notAfter),
          'from': string($sent/@from), 'to': string($sent/@to), 'received': string($received/@when),
          'received-not-before': f:iso($received, ('from', 'notBefore')), 'received-not-after': f:iso($received, ('to', 'notAfter'))}"/>
        <xsl:sequence select="f:row((
          'letters/' || ?file || '.txt', string(?number), $v:corpus-columns ! $cells(.),
          string(subsequence($v:letters, ?place, 1)/ancestor-or-self::*[@xml:lang][1]/@xml:lang),
          string-join($v:corpus-columns[f:column-fact(.) = f:inferred(current())][$cells(.) ne ''] ! (. || ': ' || $cells(.)), ' | ')))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join((f:row(('file', 'number', $v:corpus-columns, 'language', 'inferred')), $rows, ''), '&#10;')"/>
  </xsl:function>

  <xsl:variable name="v:corpus-columns" as="xs:string+"
                select="'sender', 'recipient', 'date', 'not-before', 'not-after', 'from', 'to', 'place', 'received',
                        'received-not-before', 'received-not-after', 'place-received'"/>

  <!-- The fact that a column tells of, as f:inferred names it. -->
  <xsl:function name="f:column-fact" as="xs:string">
    <xsl:param name="column" as="xs:string"/>
    <xsl:sequence select="if ($column = ('date', 'not-before', 'not-after', 'from', 'to')) then 'sent' else tokenize($column, '-')[1]"/>
  </xsl:function>

  <xsl:function name="f:named" as="xs:string">
    <xsl:param name="names" as="item()*"/>
    <xsl:sequence select="string-join($names ! normalize-space(), '; ')"/>
  </xsl:function>

  <!-- Cells with commas between them, as RFC 4180 has it; an apostrophe says of what looks like a formula that it is none. -->
  <xsl:function name="f:row" as="xs:string">
    <xsl:param name="cells" as="xs:string*"/>
    <xsl:sequence select="string-join(
      for $cell in $cells, $plain in normalize-space($cell),
          $safe in (if (matches($plain, &quot;^'*\s*[=+\-@]&quot;)) then &quot;'&quot; || $plain else $plain)
      return if (matches($safe, '[,&quot;]')) then '&quot;' || replace($safe, '&quot;', '&quot;&quot;') || '&quot;' else $safe, ',')"/>
  </xsl:function>

  <!-- The first of a date's attributes that there is. -->
  <xsl:function name="f:iso" as="xs:string">
    <xsl:param name="date" as="element(tei:date)?"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:sequence select="string((for $name in $names return $date/@*[local-name() eq $name])[1])"/>
  </xsl:function>
</xsl:stylesheet>
