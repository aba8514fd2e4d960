<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines of text. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="v:width" as="xs:integer" select="max((20, $width))"/>

  <!-- Up to a line of characters before a space, or one longer word. For each margin, its pattern. -->
  <xsl:variable name="v:line-patterns" as="xs:string+"
                select="(0 to 12) ! ('(.{1,' || max((8, $v:width - .)) || '}|\S+) ')"/>

  <!-- A paragraph broken into lines, with a margin of so many spaces (12 at most). White space of the source does not
       show: one space stands between words. A regular expression does it, since a step for each word took four
       times as long. -->
  <xsl:function name="f:wrap" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="margin" as="xs:integer"/>
    <xsl:sequence select="f:wrap($text, $margin, '')"/>
  </xsl:function>

  <!-- The same with a mark that stands in the margin of the first line, as a list's labels do. -->
  <xsl:function name="f:wrap" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="margin" as="xs:integer"/>
    <xsl:param name="mark" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($mark || $text)"/>
    <xsl:variable name="indent" as="xs:integer" select="min((12, $margin))"/>
    <xsl:variable name="space" as="xs:string" select="substring('            ', 1, $indent)"/>
    <xsl:variable name="hang" as="xs:string" select="if ($mark) then substring($space, 5) else $space"/>
    <!-- Each line takes the space after it for its end; the one added after the last is taken off again. -->
    <xsl:variable name="lines" as="xs:string"
                  select="if (string-length($words) le $v:width - $indent) then $words
                          else let $broken := replace($words || ' ', $v:line-patterns[$indent + 1], '$1&#10;' || $space)
                               return substring($broken, 1, string-length($broken) - 1 - $indent)"/>
    <xsl:sequence select="if ($words) then $hang || $lines else ''"/>
  </xsl:function>
</xsl:stylesheet>
