<?xml version="1.0" encoding="UTF-8"?>
<!-- The calendar: the days of each month of each year on which letters are dated, each leading to its letter. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Letters of one known day, in the order of time. -->
  <xsl:variable name="v:dated" as="map(*)*" select="$v:marks[?first eq ?last][empty(?open)]"/>

  <xsl:variable name="v:has-calendar" as="xs:boolean" select="count($v:dated) gt 1"/>

  <xsl:template name="f:calendar-page" as="xs:string">
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="calendar">
        <h1>{f:label('calendar.heading')}</h1>
        <xsl:variable name="others" as="xs:integer" select="count($v:cards) - count($v:dated)"/>
        <p class="legend">{f:label('calendar.legend')}{if ($others gt 0) then ' ' || f:label('calendar.others', map {'count': string($others)}) else ''}</p>
        <xsl:for-each-group select="$v:dated" group-adjacent="year-from-date(f:numbered-day(?first))">
          <section>
            <h2 id="year-{current-grouping-key()}">{current-grouping-key()}</h2>
            <dl class="facts">
              <xsl:for-each-group select="current-group()" group-adjacent="month-from-date(f:numbered-day(?first))">
                <div>
                  <dt>{f:label('month.' || current-grouping-key())}</dt>
                  <dd>
                    <xsl:for-each select="current-group()">
                      <xsl:if test="position() gt 1">
                        <xsl:text> · </xsl:text>
                      </xsl:if>
                      <a href="letters/{?card?file}.html" title="{?card?title}">{
                        f:bracketed(string(day-from-date(f:numbered-day(?first))), f:date-cited(?card))}</a>
                    </xsl:for-each>
                  </dd>
                </div>
              </xsl:for-each-group>
            </dl>
          </section>
        </xsl:for-each-group>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'calendar'), f:label('calendar.heading') || ' – ' || $v:title, $main)"/>
  </xsl:template>
</xsl:stylesheet>
