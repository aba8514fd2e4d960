<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition and its letters as texts. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Parts of a text, a blank line between each; the text ends with its last line. -->
  <xsl:function name="f:joined" as="xs:string">
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:sequence select="string-join((string-join($parts[. ne ''], '&#10;&#10;'), '&#10;'))"/>
  </xsl:function>

  <!-- A letter without its notes: its title, what in it was inferred, and its words from heading to end. -->
  <xsl:function name="f:letter-text" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="card" as="map(*)" select="f:card($letter)"/>
    <xsl:variable name="inferred" as="xs:string*" select="f:inferred($card)"/>
    <xsl:variable name="paragraphs" as="xs:string*">
      <xsl:apply-templates select="$letter/*" mode="m:blocks"/>
    </xsl:variable>
    <xsl:sequence select="string-join((
      f:wrap($card?title, 0),
      if (exists($inferred)) then f:wrap(f:label('inferred.list', map {'list': string-join($inferred ! f:label('inferred.' || .), ', ')}), 0) else (),
      if ($letter/@subtype = 'untranscribed') then f:wrap('[' || f:label('letter.untranscribed') || ']', 0) else (),
      $paragraphs[. ne '']), '&#10;&#10;')"/>
  </xsl:function>

  <!-- An entry of a register that the text had: its parts, a comma between them. -->
  <xsl:function name="f:entry-text" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if (empty($entry/*) or $entry/text()[normalize-space()]) then normalize-space($entry)
                          else string-join($entry/*[normalize-space()] ! f:entry-text(.), ', ')"/>
  </xsl:function>

  <!-- The whole: title and authors, the parts of the book in order, all notes. Two blank lines part the parts. -->
  <xsl:function name="f:edition-text" as="xs:string">
    <xsl:param name="letters" as="xs:string*"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:for-each select="$v:edition/tei:teiHeader/tei:fileDesc/tei:titleStmt">
        <xsl:sequence select="string-join((tei:title, tei:author) ! f:wrap(string(), 0)[. ne ''], '&#10;')"/>
      </xsl:for-each>
      <xsl:for-each select="$v:parts">
        <xsl:choose>
          <xsl:when test="self::tei:div[@type = 'letter']">
            <xsl:sequence select="string-join(($letters[f:place(current())], f:notes-text(f:notes-with(.))[$notes = 'after']), '&#10;&#10;')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:variable name="paragraphs" as="xs:string*">
              <xsl:apply-templates select="." mode="m:blocks"/>
            </xsl:variable>
            <xsl:sequence select="string-join($paragraphs[. ne ''], '&#10;&#10;')"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:sequence select="if ($notes = 'end') then f:all-notes-text()
                            else if ($notes = 'after') then f:notes-text($v:notes except $v:letters/f:notes-with(.)) => string-join('&#10;&#10;') else ()"/>
      <xsl:sequence select="$v:edition/tei:standOff/*[@type = 'register'] ! string-join(* ! f:wrap(f:entry-text(.), 0), '&#10;')"/>
    </xsl:variable>
    <xsl:sequence select="string-join((string-join($parts[. ne ''], '&#10;&#10;&#10;'), '&#10;'))"/>
  </xsl:function>

  <!-- A name as it stands. -->
  <xsl:function name="f:shown-name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="normalize-space($name)"/>
  </xsl:function>
</xsl:stylesheet>
