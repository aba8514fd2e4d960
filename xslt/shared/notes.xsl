<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes and their calls. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Every note but remarks in the line. -->
  <xsl:variable name="v:notes" as="element(tei:note)*"
                select="$v:edition/tei:text//tei:note[not(@place = ('inline', 'margin'))]"/>

  <!-- The note that a node stands in. -->
  <xsl:function name="f:noted" as="element(tei:note)?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::tei:note[not(@place = ('inline', 'margin'))][last()]"/>
  </xsl:function>

  <!-- The calls of a note, in the order of the text. -->
  <xsl:function name="f:calls" as="element(tei:ref)*">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="if ($note/@xml:id) then key('v:calls', $note/@xml:id, root($note))[ancestor::tei:text][not(ancestor::tei:fw)] else ()"/>
  </xsl:function>

  <!-- What a note is called: the number as printed. -->
  <xsl:function name="f:note-number" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="(normalize-space($note/@n)[. ne ''], '*')[1]"/>
  </xsl:function>

  <!-- Whether a label is a note's number printed before it, which the number given with the note repeats. -->
  <xsl:function name="f:is-number-label" as="xs:boolean">
    <xsl:param name="label" as="element(tei:label)"/>
    <xsl:sequence select="replace($label, '[\s.,:;()\[\]{}&lt;&gt;^]', '') = $label/parent::tei:note ! f:note-number(.)"/>
  </xsl:function>

  <!-- The notes of a letter or of other parts, in the order in which their text first calls them or holds them. -->
  <xsl:function name="f:notes-of" as="element(tei:note)*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:variable name="marks" as="element()*"
                  select="$parts/(descendant::tei:ref[@type = 'note'] | descendant::tei:note[not(@place = ('inline', 'margin'))])"/>
    <xsl:variable name="called" as="element(tei:note)*"
                  select="$marks ! (if (self::tei:note) then . else f:target(@target)/self::tei:note)
                          ! (., descendant::tei:note[not(@place = ('inline', 'margin'))])"/>
    <xsl:for-each-group select="f:with-notes-on-notes($called)" group-by="generate-id()">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The notes that an editor says belong to a letter, or that are meant by a call, by the ids of these. -->
  <xsl:key name="v:belonging" match="tei:note[@corresp]" use="tokenize(@corresp) ! substring-after(., '#')"/>

  <xsl:function name="f:notes-belonging" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$letter/@xml:id/key('v:belonging', ., root($letter))[not(@place = ('inline', 'margin'))]"/>
  </xsl:function>

  <!-- The notes of a letter, behind them those that are said to be its and that nothing calls. -->
  <xsl:function name="f:notes-with" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="called" as="element(tei:note)*" select="f:notes-of($letter)"/>
    <xsl:sequence select="$called, f:notes-belonging($letter) except $called"/>
  </xsl:function>

  <!-- Notes, and behind them those that they call. -->
  <xsl:function name="f:with-notes-on-notes" as="element(tei:note)*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:variable name="inner" as="element(tei:note)*"
                  select="$notes/descendant::tei:ref[@type = 'note'] ! f:target(@target)/self::tei:note except $notes"/>
    <xsl:sequence select="if (empty($inner)) then $notes else f:with-notes-on-notes(($notes, $inner))"/>
  </xsl:function>
</xsl:stylesheet>
