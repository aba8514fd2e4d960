<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines of text. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="v:width" as="xs:integer" select="if ($v:is-corpus) then 100000 else max((20, $width))"/>

  <!-- A line of characters before a space or the end, or one longer word; one pattern for each margin up to 12. -->
  <xsl:variable name="v:line-patterns" as="xs:string+"
                select="(0 to 12) ! ('(.{1,' || max((8, $v:width - .)) || '}|\S+)( |$)')"/>

  <!-- Saxon's flag for the regular expressions of Java, which take a third of the time. -->
  <xsl:variable name="v:line-flags" as="xs:string"
                select="if (starts-with(system-property('xsl:product-name'), 'SAXON')) then ';j' else ''"/>

  <!-- A paragraph broken into lines. White space of the source does not show: one space stands between words. A regular
       expression does it, since a step for each word took four times as long; and strings are not joined with "||"
       here, which Saxon puts off to the end, at a cost. -->
  <xsl:function name="f:wrap" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="margin" as="xs:integer"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($text)"/>
    <xsl:choose>
      <xsl:when test="$margin ne 0">
        <xsl:sequence select="f:wrap($words, $margin, '')"/>
      </xsl:when>
      <xsl:when test="string-length($words) le $v:width">
        <xsl:sequence select="$words"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:broken($words, 0, '&#10;')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The same with a margin of so many spaces, 12 at most, and a mark that stands in the margin of the first line, as
       the labels of lists do. -->
  <xsl:function name="f:wrap" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="margin" as="xs:integer"/>
    <xsl:param name="mark" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string-join(($mark, $text)))"/>
    <xsl:variable name="indent" as="xs:integer" select="min((12, $margin))"/>
    <xsl:variable name="space" as="xs:string" select="substring('            ', 1, $indent)"/>
    <xsl:sequence select="if ($words)
                          then string-join((if ($mark) then substring($space, 5) else $space,
                                            f:broken($words, $indent, string-join(('&#10;', $space)))))
                          else ''"/>
  </xsl:function>

  <!-- Each line takes the space after it for its end; the end that the last one gets is taken off again. -->
  <xsl:function name="f:broken" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="indent" as="xs:integer"/>
    <xsl:param name="end" as="xs:string"/>
    <xsl:variable name="lines" as="xs:string"
                  select="replace($words, $v:line-patterns[$indent + 1], string-join(('$1', $end)), $v:line-flags)"/>
    <xsl:sequence select="substring($lines, 1, string-length($lines) - string-length($end))"/>
  </xsl:function>
</xsl:stylesheet>
