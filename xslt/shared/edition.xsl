<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition: its letters in order, where each is published, and what can be looked up in it. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:key name="v:by-id" match="tei:*[@xml:id]" use="@xml:id"/>

  <!-- The calls of notes, by the note they call. -->
  <xsl:key name="v:calls" match="tei:ref[@type = 'note']" use="tokenize(@target) ! substring-after(., '#')"/>

  <xsl:variable name="v:edition" as="element(tei:TEI)" select="(/tei:TEI, //tei:TEI)[1]"/>

  <!-- The parts of the book in order: its letters, and whatever else it holds but the collected notes. A division
       that holds letters is not a part, nor is a text in a group: what stands in it is. -->
  <xsl:variable name="v:parts" as="element()*"
                select="$v:edition/tei:text/f:parts(.)"/>

  <xsl:function name="f:parts" as="element()*">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$division/(* except (tei:pb | tei:fw | tei:div[@type = 'notes'])) !
                          (if (self::tei:front or self::tei:body or self::tei:back or self::tei:group or self::tei:text
                               or self::tei:div[not(@type = 'letter')]/descendant::tei:div[@type = 'letter']) then f:parts(.) else .)"/>
  </xsl:function>

  <xsl:variable name="v:letters" as="element(tei:div)*" select="$v:parts[self::tei:div[@type = 'letter']]"/>

  <xsl:variable name="v:matter" as="element()*" select="$v:parts except $v:letters"/>

  <!-- A row of signs that frames a title is none. A full stop ends the line on the title page, not the title: "The Mill." but
       not "Letters of J. B. Orme Jr." -->
  <xsl:variable name="v:title" as="xs:string"
                select="($v:edition/tei:teiHeader/tei:fileDesc/(tei:titleStmt/tei:title, tei:sourceDesc/tei:bibl[@type = 'print']/tei:title)
                           ! normalize-space()[matches(., '\p{L}')] ! replace(., '(\p{L}{4})\.$', '$1'),
                         f:label('nav.letters'))[1]"/>

  <!-- Where each letter stands among the letters (1, 2 ...), by its identity as a node. -->
  <xsl:variable name="v:places" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each select="$v:letters">
        <xsl:map-entry key="generate-id()" select="position()"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The name of each letter's file, without folder and ending, in the order of the letters: its id, where that
       is a name on every disk and no other letter's; "letter-" and its place, otherwise. -->
  <xsl:variable name="v:file-names" as="xs:string*">
    <xsl:variable name="shared" as="map(xs:string, xs:integer)"
                  select="map:merge($v:letters ! map:entry(lower-case(string(@xml:id)), 1), map {'duplicates': 'use-last'})"/>
    <xsl:variable name="clash" as="xs:boolean" select="map:size($shared) ne count($v:letters)"/>
    <xsl:sequence select="for $place in 1 to count($v:letters), $id in string($v:letters[$place]/@xml:id) return
                          if (not($clash) and matches($id, '^[A-Za-z0-9_][A-Za-z0-9_.\-]*$')) then $id
                          else 'letter-' || $place || '.'[$clash or map:contains($shared, 'letter-' || $place)]"/>
  </xsl:variable>

  <xsl:function name="f:place" as="xs:integer">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$v:places(generate-id($letter))"/>
  </xsl:function>

  <xsl:function name="f:file-name" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$v:file-names[f:place($letter)]"/>
  </xsl:function>

  <!-- The names of the letters' own TEI files, in their order: the id with what is not a letter, a digit, a dot or a
       hyphen of ASCII as a hyphen, since some archives refuse everything else; the place, where that is not unique. -->
  <xsl:variable name="v:letter-files" as="xs:string*">
    <xsl:variable name="names" as="xs:string*" select="$v:letters ! replace(replace(@xml:id, '_(x[0-9A-F]{4,})_', '$1'), '[^A-Za-z0-9.\-]+', '-')"/>
    <xsl:variable name="clash" as="xs:boolean"
                  select="count(distinct-values($names ! lower-case(.))) ne count($v:letters) or $names = ''"/>
    <xsl:for-each select="$names">
      <xsl:sequence select="(if ($clash) then 'letter-' || position() || '.' else .) || '.xml'"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:function name="f:letter-file" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$v:letter-files[f:place($letter)]"/>
  </xsl:function>

  <!-- The letter that a node stands in. -->
  <xsl:function name="f:letter-of" as="element(tei:div)?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::tei:div[@type = 'letter'][map:contains($v:places, generate-id(.))][last()]"/>
  </xsl:function>

  <!-- The element of the document that a local reference ("#id") names. -->
  <xsl:function name="f:target" as="element()?">
    <xsl:param name="reference" as="attribute(target)?"/>
    <xsl:sequence select="if (starts-with($reference, '#'))
                          then key('v:by-id', substring(tokenize($reference)[1], 2), root($reference))[1] else ()"/>
  </xsl:function>
</xsl:stylesheet>
