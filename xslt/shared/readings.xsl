<?xml version="1.0" encoding="UTF-8"?>
<!-- The two readings of a text, as printed and as corrected, and a node's words without markup. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The words of a node as corrected: no calls, no notes, nothing of the printed page. -->
  <xsl:mode name="m:plain" on-no-match="text-only-copy"/>

  <xsl:variable name="v:choices" as="element(tei:choice)*" select="$v:edition/tei:text//tei:choice"/>

  <!-- What the print has (3.5: sic, orig, abbr), or the first of whatever else there is. -->
  <xsl:function name="f:printed" as="element()?">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="$choice/(tei:sic, tei:orig, tei:abbr, * except (tei:corr | tei:reg | tei:expan | tei:choice))[1]"/>
  </xsl:function>

  <!-- How it is read (corr, reg, expan), or the last. -->
  <xsl:function name="f:read" as="element()?">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="$choice/(tei:corr, tei:reg, tei:expan, *[last()])[1]"/>
  </xsl:function>

  <!-- Whether a pointer touches the word before it: "Brief<ref target='K_4871'/>". -->
  <xsl:function name="f:is-behind-word" as="xs:boolean">
    <xsl:param name="pointer" as="element()"/>
    <xsl:sequence select="matches(string($pointer/preceding-sibling::node()[not(self::comment())][1]), '[\p{L}\p{N}]$')"/>
  </xsl:function>

  <!-- What else it may be: further readings of the editor's beside the first. -->
  <xsl:function name="f:also-read" as="element()*">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="$choice/(tei:corr | tei:reg | tei:expan | tei:sic | tei:orig | tei:abbr | tei:unclear)
                          except (f:printed($choice) | f:read($choice))"/>
  </xsl:function>

  <xsl:function name="f:plain" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:choose>
      <xsl:when test="empty($node/*)">
        <xsl:sequence select="string($node)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of>
          <xsl:apply-templates select="$node" mode="m:plain"/>
        </xsl:value-of>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="tei:choice" mode="m:plain" as="node()*">
    <xsl:apply-templates select="f:read(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="tei:ref[@type = 'note'] | tei:note[not(@place = 'inline')] | tei:fw | tei:del | tei:figDesc" mode="m:plain"
                as="empty-sequence()"/>

  <!-- A hyphen that is no part of its word (3.2.2), where the line or the page ends behind it. -->
  <xsl:function name="f:is-end-hyphen" as="xs:boolean">
    <xsl:param name="mark" as="element(tei:pc)"/>
    <xsl:sequence select="$mark/@force = 'weak' and exists($mark/following-sibling::node()[1]/(self::tei:lb | self::tei:pb | self::tei:cb)[@break = 'no'])"/>
  </xsl:function>

  <xsl:template match="tei:pc[f:is-end-hyphen(.)]" mode="m:plain" as="empty-sequence()"/>

  <!-- A page that begins within a word: as it says, or because letters touch it on both sides. -->
  <xsl:function name="f:is-within-word" as="xs:boolean">
    <xsl:param name="break" as="element(tei:pb)"/>
    <xsl:sequence select="if ($break/@break) then $break/@break = 'no'
                          else matches($break/preceding-sibling::node()[1]/self::text(), '\p{L}$')
                               and matches($break/following-sibling::node()[1]/self::text(), '^\p{L}')"/>
  </xsl:function>

  <!-- These part words, whatever white space stands around them. -->
  <xsl:template match="tei:lb[not(@break = 'no')] | tei:space | tei:pb[not(f:is-within-word(.))]" mode="m:plain" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- A gap as it is described, in the brackets that the print has, or in square ones. -->
  <xsl:function name="f:gap-words" as="xs:string">
    <xsl:param name="gap" as="element(tei:gap)"/>
    <xsl:variable name="described" as="xs:string?" select="$gap/tei:desc[1] ! normalize-space()[. ne '']"/>
    <xsl:variable name="why" as="xs:string?" select="$gap/@reason ! normalize-space()[. ne '']"/>
    <xsl:sequence select="if (matches($described, '^[\(\[].*[\)\]]$')) then $described
                          else '[' || (if ($described) then $described
                                       else if ($why) then f:label('gap.described', map {'why': $why})
                                       else f:label('gap')) || ']'"/>
  </xsl:function>

  <!-- The words around a correction that it is a part of: "ar", "rived" beside a hyphen. -->
  <xsl:function name="f:word-before" as="xs:string">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="string($choice/preceding-sibling::node()[1]/self::text() ! substring(., string-length() - 40) ! replace(., '^.*[^\p{L}\p{M}\p{N}&#x2019;''\-]', '', 's'))"/>
  </xsl:function>

  <xsl:function name="f:word-after" as="xs:string">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="string($choice/following-sibling::node()[1]/self::text() ! substring(., 1, 40) ! replace(., '[^\p{L}\p{M}\p{N}&#x2019;''\-].*$', '', 's'))"/>
  </xsl:function>
</xsl:stylesheet>
