<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates in words: "8 July 1941", "8 July 1941 or earlier", "between July 1941 and 1942". -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- A date of the header: from its attributes (att.datable.w3c), else as it is printed. A day of the Julian
       calendar is told as printed, with the name of the calendar: letters are ordered by the Gregorian one. -->
  <xsl:function name="f:date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="
      if ($date/@type = 'as-written' and normalize-space($date)) then normalize-space($date)
      else if ($date/@when-custom castable as xs:date and f:calendar($date))
           then f:day($date/@when-custom) || ' (' || f:calendar($date) || ')'
      else if ($date/@when) then f:day($date/@when)
      else if ($date/@from and $date/@to) then f:label('date.range', map {'from': f:day($date/@from), 'to': f:day($date/@to)})
      else if ($date/@notBefore and $date/@notAfter)
           then f:label('date.between', map {'from': f:day($date/@notBefore), 'to': f:day($date/@notAfter)})
      else if ($date/@notAfter) then f:label('date.not-after', map {'date': f:day($date/@notAfter)})
      else if ($date/@notBefore) then f:label('date.not-before', map {'date': f:day($date/@notBefore)})
      else if ($date/@from) then f:label('date.from', map {'date': f:day($date/@from)})
      else if ($date/@to) then f:label('date.to', map {'date': f:day($date/@to)})
      else normalize-space($date)"/>
  </xsl:function>

  <!-- The name of a date's calendar where it is not the Gregorian one. -->
  <xsl:function name="f:calendar" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="$v:labels('word.' || replace($date/@calendar, '^#(calendar-)?', ''))[$date/@calendar][$date/@when ne $date/@when-custom]"/>
  </xsl:function>

  <!-- A date as ISO 8601 writes it (year, month or day), in words. Anything else stays as it is. -->
  <xsl:function name="f:day" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:sequence select="($v:days($iso), f:day-in-words($iso))[1]"/>
  </xsl:function>

  <!-- Those of the header, made once: each is wanted several times. -->
  <xsl:variable name="v:days" as="map(xs:string, xs:string)"
                select="map:merge(distinct-values($v:edition/tei:teiHeader/tei:profileDesc/tei:correspDesc/tei:correspAction/tei:date
                                                  /(@when, @from, @to, @notBefore, @notAfter) ! string())
                                  ! map:entry(., f:day-in-words(.)))"/>

  <xsl:function name="f:day-in-words" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$iso castable as xs:date">
        <xsl:variable name="date" as="xs:date" select="xs:date($iso)"/>
        <xsl:variable name="day" as="xs:integer" select="day-from-date($date)"/>
        <xsl:sequence select="f:label('date.day', map {
          'day': if ($day eq 1) then f:label('day.1') else string($day),
          'month': f:label('month.' || month-from-date($date)),
          'year': string(year-from-date($date))})"/>
      </xsl:when>
      <xsl:when test="$iso castable as xs:gYearMonth">
        <xsl:variable name="date" as="xs:date" select="xs:date($iso || '-01')"/>
        <xsl:sequence select="f:label('date.month', map {
          'month': f:label('month.' || month-from-date($date)),
          'year': string(year-from-date($date))})"/>
      </xsl:when>
      <xsl:when test="$iso castable as xs:gMonthDay">
        <xsl:variable name="day" as="xs:integer" select="xs:integer(substring($iso, 6, 2))"/>
        <xsl:sequence select="f:label('date.day-of-month', map {
          'day': if ($day eq 1) then f:label('day.1') else string($day),
          'month': f:label('month.' || xs:integer(substring($iso, 3, 2)))})"/>
      </xsl:when>
      <xsl:when test="$iso castable as xs:gMonth">{f:label('month.' || xs:integer(substring($iso, 3, 2)))}</xsl:when>
      <xsl:when test="$iso castable as xs:gYear">{number($iso)}</xsl:when>
      <xsl:otherwise>{$iso}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
