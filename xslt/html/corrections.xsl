<?xml version="1.0" encoding="UTF-8"?>
<!-- Corrections: the text as corrected, the printed reading one step away at the foot of the page. -->
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

  <!-- The corrected words lead to the entry below, which leads back: a way for every hand, with and without a mouse.
       Where the corrected words hold a link themselves, or there are none, a sign beside them leads there. The
       printed words stand hidden beside them, until the reader asks for the text as printed. -->
  <xsl:template match="tei:choice" mode="m:html" as="node()*">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="nth" as="xs:integer?" select="$page?corrections(generate-id())"/>
    <xsl:variable name="read" as="element()?" select="f:read(.)"/>
    <xsl:choose>
      <xsl:when test="empty($nth)">
        <xsl:apply-templates select="$read/node()" mode="m:html"/>
      </xsl:when>
      <xsl:otherwise>
        <span class="choice" id="corr-{$nth}">
          <xsl:choose>
            <xsl:when test="normalize-space($read) and empty($read//(tei:ref | tei:ptr | tei:note | tei:choice))">
              <a class="correction" href="#correction-{$nth}" aria-describedby="correction-{$nth}">
                <xsl:apply-templates select="$read/node()" mode="m:html"/>
              </a>
            </xsl:when>
            <xsl:otherwise>
              <span class="corrected">
                <xsl:apply-templates select="$read/node()" mode="m:html"/>
              </span>
              <a class="correction mark" href="#correction-{$nth}"
                 aria-label="{f:label('corrections.mark', map {'nth': string($nth)})}"/>
            </xsl:otherwise>
          </xsl:choose>
          <span class="as-printed" hidden="hidden">
            <xsl:apply-templates select="f:printed(.)/node()" mode="m:html"/>
          </span>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Which of the two is read: the style sheet alone does it. -->
  <xsl:template name="f:readings-switch" as="element(fieldset)?">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:if test="exists($page?choices) or $page?typed">
      <fieldset class="readings">
        <legend>{f:label('readings.switch')}</legend>
        <label><input type="radio" name="reading" checked="checked"/> {f:label('readings.corrected')}</label>
        <label><input type="radio" name="reading" id="as-printed"/> {f:label('readings.printed')}</label>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:template name="f:corrections" as="element(section)?">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:if test="exists($page?choices)">
      <section class="corrections" aria-labelledby="corrections">
        <h2 id="corrections">{f:label('corrections.heading')}</h2>
        <p class="legend">{f:label('corrections.legend')}</p>
        <ol>
          <xsl:for-each select="$page?choices">
            <xsl:variable name="nth" as="xs:string" select="string(position())"/>
            <li>
              <span id="correction-{$nth}">
                <xsl:call-template name="f:correction-words"/>
              </span>
              <xsl:for-each select="f:read(.)[@resp | @cert]">
                <xsl:text> </xsl:text>
                <span class="grounds">{string-join((@resp ! f:label('corrections.by', map {'who': f:who(.)}),
                  @cert[. = ('high', 'medium', 'low')] ! f:label('cert.' || .)), '; ')}</span>
              </xsl:for-each>
              <xsl:text> </xsl:text>
              <a href="#corr-{$nth}" aria-label="{f:label('corrections.back', map {'nth': $nth})}">↩</a>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The two readings of a correction, with the rest of the word where a part of one was corrected: "ar- rived",
       "arrived". -->
  <xsl:function name="f:readings" as="map(xs:string, xs:string)">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:variable name="before" as="xs:string" select="f:word-before($choice)"/>
    <xsl:variable name="after" as="xs:string" select="f:word-after($choice)"/>
    <xsl:sequence select="map {
      '{printed': normalize-space($before || f:plain(f:printed($choice)) || $after),
      '{read': string-join((f:plain(f:read($choice)), f:also-read($choice) ! f:plain(.)) ! normalize-space($before || . || $after), ', ')}"/>
  </xsl:function>

  <!-- "ar- rived, read as arrived". -->
  <xsl:template name="f:correction-words" as="node()*">
    <xsl:context-item as="element(tei:choice)" use="required"/>
    <xsl:variable name="readings" as="map(xs:string, xs:string)" select="f:readings(.)"/>
    <xsl:for-each select="$v:label-parts('corrections.item')">
      <xsl:choose>
        <xsl:when test="$readings(.)">
          <q class="reading">{$readings(.)}</q>
        </xsl:when>
        <xsl:otherwise>{if (starts-with(., '{')) then f:label('corrections.nothing') else .}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Who is responsible: the names behind the pointers, or a pointer where it leads to no name. -->
  <xsl:function name="f:who" as="xs:string">
    <xsl:param name="resp" as="attribute(resp)"/>
    <xsl:sequence select="f:names(tokenize($resp) ! ($v:hands(.), .)[1])"/>
  </xsl:function>

  <!-- The names of those responsible, by the pointers to them. -->
  <xsl:variable name="v:hands" as="map(xs:string, xs:string)"
                select="map:merge($v:edition/tei:teiHeader/tei:fileDesc/(tei:titleStmt | tei:editionStmt)/*[@xml:id]
                                  ! map:entry('#' || @xml:id, ((tei:name | tei:persName | tei:orgName | .)[last()]) ! normalize-space()))"/>
</xsl:stylesheet>
