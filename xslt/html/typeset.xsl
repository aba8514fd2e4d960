<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the text, with dashes and quotation marks as a book sets them; those of the source stand hidden
     beside them, until the reader asks for the text as printed. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- A call that the print sets apart from its word by a space does not begin a line. -->
  <xsl:template match="text()" mode="m:html" as="node()*">
    <xsl:variable name="words" as="xs:string"
                  select="if (following-sibling::node()[1]/self::tei:ref/@type = 'note') then replace(., '\s+$', '&#xA0;') else string()"/>
    <xsl:choose>
      <xsl:when test="matches($words, $v:typed) and not(matches($words, '[&#xE000;-&#xE018;]')) and ancestor::tei:text">
        <xsl:variable name="language" as="xs:string" select="f:language-of(.)"/>
        <xsl:analyze-string select="f:marked($words, f:neighbour-character(., true()), f:neighbour-character(., false()), $language)" regex="{$v:sign}">
          <!-- Names of elements, since there may be hundreds of these on a page. -->
          <xsl:matching-substring>
            <as-p hidden="hidden">{$v:signs(.)}</as-p>
            <as-s>{f:sign-shown(., $language)}</as-s>
          </xsl:matching-substring>
          <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
        </xsl:analyze-string>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The character before a text, or after it, in the same block; none where the block begins or ends, or a call stands. -->
  <xsl:function name="f:neighbour-character" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="before" as="xs:boolean"/>
    <xsl:variable name="block" as="element()?" select="$text/ancestor::*[not(f:is-phrase(.))][1]"/>
    <xsl:variable name="other" as="text()?" select="if ($before) then $text/preceding::text()[1] else $text/following::text()[1]"/>
    <xsl:sequence select="if (empty($other) or $other/ancestor::tei:ref[@type = 'note'] or not($other/ancestor::*[. is $block])) then ''
                          else if ($before) then substring($other, string-length($other)) else substring($other, 1, 1)"/>
  </xsl:function>

  <!-- What stands in a line as a phrase of it. -->
  <xsl:function name="f:is-phrase" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:hi or self::tei:emph or self::tei:foreign or self::tei:title or self::tei:persName
      or self::tei:placeName or self::tei:orgName or self::tei:name or self::tei:rs or self::tei:date or self::tei:supplied
      or self::tei:choice or self::tei:sic or self::tei:corr or self::tei:orig or self::tei:reg or self::tei:seg or self::tei:ref])"/>
  </xsl:function>
</xsl:stylesheet>
