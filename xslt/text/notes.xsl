<?xml version="1.0" encoding="UTF-8"?>
<!-- Calls of notes, as [12], and the notes. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The number as printed; a point or bracket that the print sets around it says nothing more. -->
  <xsl:template match="tei:ref" mode="m:run" as="node()*">
    <xsl:variable name="note" as="element(tei:note)?" select="f:target(@target)/self::tei:note"/>
    <xsl:choose>
      <xsl:when test="@type = 'note' and not($v:has-notes)"/>
      <xsl:when test="@type = 'note' and $note and not($v:printed)">
        <xsl:text>[{f:note-number($note)}]</xsl:text>
      </xsl:when>
      <xsl:when test="@type = 'note'">
        <xsl:text>[{replace(normalize-space(f:run(.)), '^\[(.*)\]$', '$1')}]</xsl:text>
      </xsl:when>
      <xsl:when test="empty(node())">
        <xsl:call-template name="f:pointer"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:run"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where no note is called, no space stands before a point or comma that the call stood before. -->
  <xsl:template match="text()[not($v:has-notes)][following-sibling::node()[1]/(self::tei:ref[@type = 'note'] | self::tei:note[not(@place = ('inline', 'margin'))])]
                             [following-sibling::node()[2]/self::text()[matches(., '^[\p{Pe}\p{Pf},.;:!?]')]]" mode="m:run" as="text()">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <!-- A note where it is attached: called there, unless a call elsewhere does it. -->
  <xsl:template match="tei:note" mode="m:run" as="text()?">
    <xsl:if test="$v:has-notes and empty(f:calls(.)) and not(@anchored = 'false')">
      <xsl:text>[{f:note-number(.)}]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The notes of a letter, in the order in which its text first calls them or holds them. -->
  <xsl:function name="f:notes-text" as="xs:string*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:if test="exists($notes)">
      <xsl:sequence select="f:label('notes.heading'), $notes ! f:note-text(.)"/>
    </xsl:if>
  </xsl:function>

  <!-- "[12] The note." and its further paragraphs. -->
  <xsl:function name="f:note-text" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="paragraphs" as="xs:string*">
      <xsl:for-each select="$note">
        <xsl:call-template name="f:entry-of-note"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($paragraphs[. ne ''], '&#10;&#10;')"/>
  </xsl:function>

  <xsl:template name="f:entry-of-note" as="xs:string*">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:variable name="mark" as="xs:string" select="'[' || f:note-number(.) || '] '"/>
    <xsl:variable name="number" as="element()?" select="*[1][self::tei:label][f:is-number-label(.)]"/>
    <xsl:variable name="first" as="element()?"
                  select="(* except $number)[1][self::tei:p or self::tei:ab][empty(*[f:is-block(.)])]"/>
    <xsl:choose>
      <xsl:when test="empty(*[f:is-block(.)])">
        <xsl:sequence select="f:wrap($mark || f:run(.), 0)"/>
      </xsl:when>
      <xsl:when test="$first and empty(text()[normalize-space()])">
        <xsl:sequence select="f:wrap($mark || f:run($first), 0)"/>
        <xsl:apply-templates select="* except ($number, $first)" mode="m:blocks"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="normalize-space($mark)"/>
        <xsl:call-template name="f:contents"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- All notes as the book has them, headings and remarks included; then those that stand elsewhere. -->
  <xsl:function name="f:all-notes-text" as="xs:string*">
    <xsl:variable name="sections" as="element(tei:div)*"
                  select="$v:edition/tei:text//tei:div[@type = 'notes'][not(ancestor::tei:div/@type = 'notes')]"/>
    <xsl:variable name="others" as="element(tei:note)*" select="$v:notes except $sections//tei:note"/>
    <xsl:for-each select="$sections">
      <xsl:sequence select="string-join((f:label('notes.heading')[empty(current()//tei:head)], f:notes-section(.))[. ne ''], '&#10;&#10;')"/>
    </xsl:for-each>
    <xsl:if test="exists($others)">
      <xsl:sequence select="string-join((f:label('notes.heading')[empty($sections)], f:notes-by-letter($others)), '&#10;&#10;')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:notes-section" as="xs:string*">
    <xsl:param name="section" as="element(tei:div)"/>
    <xsl:for-each-group select="$section/*" group-adjacent="exists(self::tei:note)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:sequence select="f:notes-by-letter(current-group())"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="current-group()">
            <xsl:choose>
              <xsl:when test="self::tei:div">
                <xsl:sequence select="f:notes-section(.)"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="." mode="m:blocks"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Notes in a row; where one number stands twice among them, each letter's stand under its name. -->
  <xsl:function name="f:notes-by-letter" as="xs:string*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:choose>
      <xsl:when test="count(distinct-values($notes ! f:note-number(.))) eq count($notes)">
        <xsl:sequence select="$notes ! f:note-text(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each-group select="$notes" group-adjacent="f:whose-note(.)">
          <xsl:sequence select="f:wrap(current-grouping-key(), 0)[. ne ''], current-group() ! f:note-text(.)"/>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The name of the letter, or the title of the part, that calls a note first, or holds it. -->
  <xsl:function name="f:whose-note" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="call" as="element(tei:ref)?" select="f:calls($note)[1]"/>
    <xsl:variable name="outer" as="element(tei:ref)?" select="$call ! f:noted(.) ! f:calls(.)[1]"/>
    <xsl:variable name="letter" as="element(tei:div)?"
                  select="($call ! f:letter-of(.), $outer ! f:letter-of(.), tokenize($note/@corresp) ! key('v:by-id', substring-after(., '#'), root($note)) ! f:letter-of(.),
                           f:letter-of($note))[1]"/>
    <xsl:sequence select="if ($letter) then f:card($letter)?short
                          else normalize-space((($outer, $call, $note)[1]/ancestor::tei:div[tei:head][last()]/tei:head)[1])"/>
  </xsl:function>
</xsl:stylesheet>
