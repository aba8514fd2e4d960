<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates as days that can be counted. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The first day of what ISO 8601 writes as a day, a month or a year, in whatever time zone; nothing for all else. -->
  <xsl:function name="f:first-day" as="xs:date?">
    <xsl:param name="iso" as="xs:string?"/>
    <xsl:variable name="day" as="xs:string?"
                  select="if ($iso castable as xs:gYear) then $iso || '-01-01' else if ($iso castable as xs:gYearMonth) then $iso || '-01' else $iso"/>
    <xsl:sequence select="if ($day castable as xs:date) then adjust-date-to-timezone(xs:date($day), ()) else ()"/>
  </xsl:function>

  <xsl:function name="f:last-day" as="xs:date?">
    <xsl:param name="iso" as="xs:string?"/>
    <xsl:variable name="first" as="xs:date?" select="f:first-day($iso)"/>
    <xsl:variable name="length" as="xs:yearMonthDuration?"
                  select="if ($iso castable as xs:gYear) then xs:yearMonthDuration('P1Y')
                          else if ($iso castable as xs:gYearMonth) then xs:yearMonthDuration('P1M') else ()"/>
    <xsl:sequence select="if (exists($length)) then $first + $length - xs:dayTimeDuration('P1D') else $first"/>
  </xsl:function>

  <!-- Days are numbered from the first of 1970. -->
  <xsl:function name="f:day-number" as="xs:integer?">
    <xsl:param name="day" as="xs:date?"/>
    <xsl:sequence select="$day ! xs:integer((. - xs:date('1970-01-01')) div xs:dayTimeDuration('P1D'))"/>
  </xsl:function>

  <xsl:function name="f:numbered-day" as="xs:date">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="xs:date('1970-01-01') + $number * xs:dayTimeDuration('P1D')"/>
  </xsl:function>

  <!-- When a letter was written, as far as its date tells: the first and the last day that it may be, whether only one
       of them is known ("before", "after") and whether the date is less than almost certain. -->
  <xsl:function name="f:days-of" as="map(*)?">
    <xsl:param name="date" as="element(tei:date)?"/>
    <xsl:variable name="first" as="xs:integer?" select="f:day-number(f:first-day(($date/@when, $date/@from, $date/@notBefore)[1]))"/>
    <xsl:variable name="last" as="xs:integer?" select="f:day-number(f:last-day(($date/@when, $date/@to, $date/@notAfter)[1]))"/>
    <xsl:if test="exists(($first, $last))">
      <xsl:sequence select="map {
        'first': min(($first, $last)),
        'last': max(($first, $last)),
        'open': if (empty($first)) then 'before' else if (empty($last)) then 'after' else (),
        'uncertain': $date/@cert = ('medium', 'low')}"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
