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
      <!-- What an editor put beside it is no part either. -->
      <xsl:apply-templates select="$letter/(* except (tei:head | tei:div[contains-token(@type, 'beside')]))" mode="m:blocks"/>
    </xsl:variable>
    <xsl:sequence select="string-join($paragraphs[. ne ''], '&#10;') => replace('^ +', '', 'm') => replace('\n+', '&#10;')"/>
  </xsl:function>

  <!-- One row a letter. Days are as in ISO 8601; of what is not a day, the first and the last that it may be. What was
       inferred is named in the last column. -->
  <xsl:function name="f:corpus-table" as="xs:string">
    <xsl:variable name="rows" as="xs:string*" select="for $card in $v:cards return f:row((
      'letters/' || $card?file || '.txt', string($card?number),
      f:iso(f:dates($card?sent)[1], ('when', 'from', 'notBefore')), f:iso(f:dates($card?sent)[1], ('when', 'to', 'notAfter')),
      f:iso(f:dates($card?received)[1], ('when', 'from', 'notBefore')), f:iso(f:dates($card?received)[1], ('when', 'to', 'notAfter')),
      string-join(f:parties($card?sent) ! normalize-space(), '; '), string-join(f:parties($card?received) ! normalize-space(), '; '),
      string-join(f:places($card?sent) ! normalize-space(), '; '), string-join(f:places($card?received) ! normalize-space(), '; '),
      string(subsequence($v:letters, $card?place, 1)/ancestor-or-self::*[@xml:lang][1]/@xml:lang),
      string-join(f:inferred($card), '; ')))"/>
    <xsl:sequence select="string-join((
      f:row(('file', 'number', 'sent', 'sent-until', 'received', 'received-until', 'from', 'to', 'place', 'place-received', 'language', 'inferred')),
      $rows, ''), '&#10;')"/>
  </xsl:function>

  <xsl:function name="f:row" as="xs:string">
    <xsl:param name="cells" as="xs:string*"/>
    <xsl:sequence select="string-join($cells ! normalize-space(), '&#9;')"/>
  </xsl:function>

  <!-- The first of a date's attributes that there is. -->
  <xsl:function name="f:iso" as="xs:string">
    <xsl:param name="date" as="element(tei:date)?"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:sequence select="string((for $name in $names return $date/@*[local-name() eq $name])[1])"/>
  </xsl:function>
</xsl:stylesheet>
