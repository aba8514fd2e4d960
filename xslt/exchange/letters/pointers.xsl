<?xml version="1.0" encoding="UTF-8"?>
<!-- What a letter holds, what it calls and names, and where everything else is to be found. -->
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

  <!-- The attributes whose values are pointers (teidata.pointer) in what letterbook's schema allows. -->
  <xsl:variable name="v:pointers" as="xs:string*" static="yes"
                select="tokenize('active ana calendar change corresp datingMethod decls facs hand mutual next nymRef passive '
                                 || 'period prev ref resp scheme source spanTo target targetEnd who wit')"/>

  <!-- The notes that a letter calls and does not hold, and those that these call in turn, in the order of the edition. -->
  <xsl:function name="f:notes-called" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="f:notes-called($letter, ())"/>
  </xsl:function>

  <xsl:function name="f:notes-called" as="element(tei:note)*">
    <xsl:param name="from" as="element()+"/>
    <xsl:param name="known" as="element(tei:note)*"/>
    <xsl:variable name="called" as="element(tei:note)*"
                  select="f:named($from//tei:ref[@type = 'note']/@target) ! key('v:by-id', ., $v:edition)[self::tei:note]"/>
    <xsl:variable name="found" as="element(tei:note)*"
                  select="($called except $known)[not(ancestor::* intersect ($from, $known))]"/>
    <xsl:sequence select="if ($found) then f:notes-called(($from, $found), $known | $found) else $known"/>
  </xsl:function>

  <!-- The entries of the register that some parts of the edition name. -->
  <xsl:function name="f:entries" as="element()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="(f:named($parts ! .//@*[contains(., '#')][local-name() = $v:pointers]) => distinct-values()) ! key('v:entry', ., $v:edition) | ()"/>
  </xsl:function>

  <!-- The names of calls within the letter: the note's, and which of its calls this is; by the identity of the call. -->
  <xsl:function name="f:call-names" as="map(xs:string, xs:string)">
    <xsl:param name="calls" as="element(tei:ref)*"/>
    <xsl:map>
      <xsl:for-each-group select="$calls[@xml:id]" group-by="string(@target)">
        <xsl:variable name="note" as="xs:string" select="replace(current-grouping-key(), '^#(note-)?', '')"/>
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="string(@xml:id)" select="'call-' || $note || '-' || position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- The ids of all that stands in some parts. -->
  <xsl:function name="f:held" as="map(xs:string, xs:boolean)">
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="map:merge($parts ! descendant-or-self::*/@xml:id ! map:entry(string(), true()))"/>
  </xsl:function>

  <xsl:template match="@*[contains(., '#')][local-name() = $v:pointers]" mode="m:taken" as="attribute()?">
    <xsl:param name="letter" as="element(tei:div)" tunnel="yes"/>
    <xsl:param name="calls" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:param name="held" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <!-- A note elsewhere in the edition has calls that do not stand here. -->
    <xsl:variable name="wanted" as="xs:string*"
                  select="tokenize(.)[not(current()[parent::tei:note][local-name() eq 'target'])
                                      or not(starts-with(., '#call-')) or $held(substring(., 2))]"/>
    <xsl:if test="exists($wanted)">
      <xsl:attribute name="{name()}" select="$wanted ! f:pointer(., $calls, $held)"/>
    </xsl:if>
  </xsl:template>

  <!-- A pointer as it leads from the letter's file to the same place. -->
  <xsl:function name="f:pointer" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="calls" as="map(xs:string, xs:string)"/>
    <xsl:param name="held" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($pointer, '#')"/>
    <xsl:variable name="there" as="element()?" select="key('v:by-id', $id, $v:edition)[1]"/>
    <xsl:variable name="other" as="element(tei:div)?" select="$there ! f:letter-of(.)[f:is-letter(.)]"/>
    <xsl:sequence select="if (not(starts-with($pointer, '#'))) then $pointer
                          else if ($held($id)) then '#' || ($calls($id), $id)[1]
                          else if ($other) then f:letter-file($other) || $pointer[not($there is $other)]
                          else $edition || $pointer"/>
  </xsl:function>

  <!-- A note and a call say where they stand in the edition. -->
  <xsl:template match="tei:note[@xml:id]" mode="m:taken" as="element()">
    <xsl:param name="notes" as="element(tei:note)*" tunnel="yes"/>
    <xsl:variable name="corresp" as="attribute()?">
      <xsl:apply-templates select="@corresp" mode="m:taken"/>
    </xsl:variable>
    <xsl:copy>
      <xsl:apply-templates select="@* except @corresp" mode="m:taken"/>
      <xsl:choose>
        <xsl:when test=". intersect $notes">
          <xsl:attribute name="corresp" select="$edition || '#' || @xml:id, $corresp"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$corresp"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="node()" mode="m:taken"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="tei:ref[@type = 'note'][@xml:id]" mode="m:taken" as="element()">
    <xsl:param name="calls" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="corresp" as="attribute()?">
      <xsl:apply-templates select="@corresp" mode="m:taken"/>
    </xsl:variable>
    <xsl:copy>
      <xsl:attribute name="xml:id" select="$calls(@xml:id)"/>
      <xsl:apply-templates select="@* except (@xml:id, @corresp)" mode="m:taken"/>
      <xsl:attribute name="corresp" select="$edition || '#' || @xml:id, $corresp"/>
      <xsl:apply-templates select="node()" mode="m:taken"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
