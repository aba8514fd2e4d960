<?xml version="1.0" encoding="UTF-8"?>
<!-- The facts of a letter, above its text: who, where, when, and on what grounds. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:template name="f:facts" as="element()*">
    <xsl:context-item as="element(tei:div)" use="required"/>
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="sent" as="element()?" select="$card?sent"/>
    <xsl:variable name="received" as="element()?" select="$card?received"/>
    <xsl:variable name="groups" as="element(div)*">
      <xsl:sequence select="
        f:fact-group('fact.from', f:parties($sent)),
        f:fact-group('fact.to', f:parties($received)),
        f:fact-group('fact.sent', f:dates($sent)),
        f:fact-group('fact.written-at', f:places($sent)),
        f:fact-group('fact.received', f:dates($received)),
        f:fact-group('fact.received-at', f:places($received)),
        f:letter-group('fact.reply-to', f:related(., 'replyTo', '')),
        f:letter-group('fact.reply', f:related(., 'reply', ''))"/>
    </xsl:variable>
    <xsl:if test="exists($groups)">
      <dl class="facts" aria-label="{f:label('fact.facts')}">
        <xsl:sequence select="$groups"/>
      </dl>
    </xsl:if>
    <!-- What else an uncertain fact could have been. -->
    <xsl:for-each select="($sent, $received)/tei:note[normalize-space()]">
      <p class="legend">
        <xsl:call-template name="f:language">
          <xsl:with-param name="text" select="."/>
        </xsl:call-template>
        <xsl:text>{normalize-space()}</xsl:text>
      </p>
    </xsl:for-each>
    <xsl:if test="exists(f:inferred($card))">
      <p class="legend">{f:label('inferred.legend')}</p>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:fact-group" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="facts" as="element()*"/>
    <xsl:if test="exists($facts)">
      <div>
        <dt>{f:label($label)}</dt>
        <xsl:for-each select="$facts">
          <dd>
            <xsl:sequence select="f:fact(.)"/>
            <xsl:if test="f:is-inferred(.)">
              <xsl:text> </xsl:text>
              <span class="grounds">{f:grounds(.)}</span>
            </xsl:if>
          </dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:letter-group" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="letters" as="element(tei:div)*"/>
    <xsl:if test="exists($letters)">
      <div>
        <dt>{f:label($label)}</dt>
        <xsl:for-each select="$letters">
          <dd>
            <a href="{f:file-name(.)}.html">{f:card(.)?short}</a>
          </dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- A name or date; in square brackets, as printed editions have it, where it was inferred. -->
  <xsl:function name="f:fact" as="element(span)">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="words" as="xs:string"
                  select="if ($fact/self::tei:date) then f:date($fact) else normalize-space($fact)"/>
    <span class="{if (f:is-inferred($fact)) then 'fact inferred' else 'fact'}">
      <xsl:text>{if (f:is-inferred($fact)) then '[' || $words || ']' else $words}</xsl:text>
    </span>
  </xsl:function>

  <!-- "inferred from the text; almost certain" -->
  <xsl:function name="f:grounds" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="string-join((f:label('evidence.' || ($fact/@evidence[. = ('internal', 'external', 'conjecture')], 'none')[1]),
                                       $fact/@cert[. = ('high', 'medium', 'low')] ! f:label('cert.' || .)), '; ')"/>
  </xsl:function>
</xsl:stylesheet>
