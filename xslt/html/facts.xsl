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

  <!-- A name as it is shown. -->
  <xsl:function name="f:shown-name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="f:typeset(normalize-space($name), $name)"/>
  </xsl:function>

  <xsl:template name="f:facts" as="element()*">
    <xsl:context-item as="element(tei:div)" use="required"/>
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="sent" as="element()?" select="$card?sent"/>
    <xsl:variable name="received" as="element()?" select="$card?received"/>
    <xsl:variable name="others" as="element()*" select="$card?others[normalize-space()]"/>
    <xsl:variable name="sources" as="element(tei:sourceDesc)*" select="f:sources(.)"/>
    <xsl:if test="exists((($sent, $received)/(* except tei:note), $others, $sources))">
      <dl class="facts" aria-label="{f:label('fact.facts')}">
        <xsl:call-template name="f:fact-group">
          <xsl:with-param name="label" select="'fact.from'"/>
          <xsl:with-param name="facts" select="f:parties($sent)"/>
        </xsl:call-template>
        <xsl:call-template name="f:fact-group">
          <xsl:with-param name="label" select="'fact.to'"/>
          <xsl:with-param name="facts" select="f:parties($received)"/>
        </xsl:call-template>
        <xsl:call-template name="f:fact-group">
          <xsl:with-param name="label" select="'fact.sent'"/>
          <xsl:with-param name="facts" select="f:dates($sent)"/>
        </xsl:call-template>
        <xsl:call-template name="f:fact-group">
          <xsl:with-param name="label" select="'fact.written-at'"/>
          <xsl:with-param name="facts" select="f:places($sent)"/>
        </xsl:call-template>
        <xsl:call-template name="f:fact-group">
          <xsl:with-param name="label" select="'fact.received'"/>
          <xsl:with-param name="facts" select="f:dates($received)"/>
        </xsl:call-template>
        <xsl:call-template name="f:fact-group">
          <xsl:with-param name="label" select="'fact.received-at'"/>
          <xsl:with-param name="facts" select="f:places($received)"/>
        </xsl:call-template>
        <xsl:call-template name="f:letter-group">
          <xsl:with-param name="label" select="'fact.reply-to'"/>
          <xsl:with-param name="letters" select="f:related($card, 'replyTo', '')"/>
        </xsl:call-template>
        <xsl:call-template name="f:letter-group">
          <xsl:with-param name="label" select="'fact.reply'"/>
          <xsl:with-param name="letters" select="f:related($card, 'reply', '')"/>
        </xsl:call-template>
        <!-- Forwarded, redirected ...: in the words of the Guidelines. -->
        <xsl:for-each select="$others">
          <xsl:call-template name="f:words-group">
            <xsl:with-param name="label" select="(@type ! string(), '?')[1]"/>
            <xsl:with-param name="words" select="string-join(*[normalize-space()] ! (if (self::tei:date) then f:date(.) else normalize-space()), ', ')"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:call-template name="f:words-group">
          <xsl:with-param name="label" select="f:label('about.source')"/>
          <xsl:with-param name="words" select="$sources ! f:described(.)"/>
        </xsl:call-template>
      </dl>
    </xsl:if>
    <!-- What else an uncertain fact could have been. -->
    <xsl:for-each select="($sent, $received)/tei:note[normalize-space()][not(@type = 'evidence')]">
      <p class="legend">
        <xsl:call-template name="f:language">
          <xsl:with-param name="text" select="."/>
        </xsl:call-template>
        <xsl:text>{normalize-space()}</xsl:text>
      </p>
    </xsl:for-each>
    <xsl:call-template name="f:why">
      <xsl:with-param name="card" select="$card"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Below the facts: once for all of them, what was inferred, on what grounds, how surely, and by whom. -->
  <xsl:template name="f:why" as="element()?">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="inferred" as="map(*)*" select="f:inferences($card)"/>
    <xsl:if test="exists($inferred)">
      <details class="why">
        <summary>
          <xsl:text>{f:label('inferred.legend')} </xsl:text>
          <span class="ask">{f:label('fact.why')}</span>
        </summary>
        <ul>
          <xsl:for-each select="$inferred">
            <li>{f:label('inferred.item', map {'what': f:label('inferred.' || ?what), 'grounds': string-join((f:grounds(?fact), f:reasons(?fact)), '; ')})}</li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- A letter's facts that were inferred, in the order in which they are shown, with the labels' names for them. -->
  <xsl:function name="f:inferences" as="map(*)*">
    <xsl:param name="card" as="map(*)"/>
    <xsl:sequence select="f:all-facts($card)[f:is-inferred(?fact)]"/>
  </xsl:function>

  <xsl:function name="f:all-facts" as="map(*)*">
    <xsl:param name="card" as="map(*)"/>
    <xsl:sequence select="
      f:parties($card?sent) ! map {'what': 'sender', 'fact': .},
      f:parties($card?received) ! map {'what': 'recipient', 'fact': .},
      f:dates($card?sent) ! map {'what': 'sent', 'fact': .},
      f:places($card?sent) ! map {'what': 'place', 'fact': .},
      f:dates($card?received) ! map {'what': 'received', 'fact': .},
      f:places($card?received) ! map {'what': 'place', 'fact': .}"/>
  </xsl:function>

  <!-- The reasons given for a fact, as its evidence tells them; those of the program in the language of the page. -->
  <xsl:function name="f:reasons" as="xs:string*">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="next" as="element()?" select="$fact/following-sibling::*[not(self::tei:note)][1]"/>
    <xsl:sequence select="$fact/following-sibling::tei:note[@type = 'evidence'][empty($next) or . &lt;&lt; $next]
                          ! (if ($fact/@resp = '#letterbook') then f:translated(normalize-space(), 'reason.') else normalize-space())"/>
  </xsl:function>

  <xsl:template name="f:fact-group" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="facts" as="element()*"/>
    <xsl:if test="exists($facts)">
      <div>
        <dt>{f:label($label)}</dt>
        <xsl:for-each select="$facts">
          <xsl:variable name="address" as="xs:string?" select="if (self::tei:date) then () else f:entry-address(.)"/>
          <dd>
            <xsl:choose>
              <xsl:when test="$address">
                <a href="../{$address}">
                  <xsl:call-template name="f:fact"/>
                </a>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="f:fact"/>
              </xsl:otherwise>
            </xsl:choose>
          </dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="f:letter-group" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="letters" as="element(tei:div)*"/>
    <xsl:if test="exists($letters)">
      <div>
        <dt>{f:label($label)}</dt>
        <xsl:for-each select="$letters">
          <xsl:variable name="card" as="map(*)" select="f:card(.)"/>
          <dd>
            <a href="{$card?file}.html">{$card?short}</a>
          </dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="f:words-group" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="words" as="xs:string*"/>
    <xsl:if test="exists($words[.])">
      <div>
        <dt>{$label}</dt>
        <xsl:for-each select="$words[.]">
          <dd>{.}</dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- What a letter declares as its source, apart from the other letters. -->
  <xsl:function name="f:sources" as="element(tei:sourceDesc)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="if ($letter/@decls[contains(., ' ')])
                          then key('v:by-id', tokenize($letter/@decls) ! substring-after(., '#'), $v:edition)[self::tei:sourceDesc][../../.. is $v:edition]
                          else ()"/>
  </xsl:function>

  <!-- A description of a source in so many words: "Wien, Theatermuseum, HS AM 23334"; one for each of its parts. -->
  <xsl:function name="f:described" as="xs:string*">
    <xsl:param name="source" as="element()"/>
    <xsl:sequence select="
      if ($source/text()[normalize-space()] or empty($source/*)) then normalize-space($source)[. ne '']
      else if ($source/(self::tei:sourceDesc | self::tei:listWit | self::tei:listBibl)) then $source/* ! f:described(.)
      else string-join($source/* ! f:described(.), ', ')[. ne '']"/>
  </xsl:function>

  <!-- A name or date; in square brackets, as printed editions have it, where it was inferred, and with a question mark
       where that is uncertain. -->
  <xsl:template name="f:fact" as="node()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="words" as="xs:string" select="if (self::tei:date) then f:date(.) else f:shown-name(.)"/>
    <xsl:choose>
      <xsl:when test="@evidence | @cert">
        <span class="inferred">{f:bracketed($words, .)}</span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{$words}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "[3 October 1871]", "[1871?]": words as they are shown, with what says whether they are printed. -->
  <xsl:function name="f:bracketed" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="fact" as="element()?"/>
    <xsl:sequence select="if (exists($fact[@evidence | @cert])) then '[' || $words || '?'[$fact/@cert = 'low'] || ']' else $words"/>
  </xsl:function>

  <!-- "inferred from the text; almost certain"; of what an editor decided, who did: that was not inferred. -->
  <xsl:function name="f:grounds" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="editors" as="attribute(resp)?" select="$fact/@resp[not(. = '#letterbook')]"/>
    <xsl:sequence select="if ($editors) then string-join(($editors ! f:label('resp.decided', map {'who': f:who(.)}),
                                                          $fact/@cert[. = ('medium', 'low')] ! f:label('cert.' || .)), '; ')
                          else $v:grounds(string-join(($fact/@evidence, '|', $fact/@cert)))"/>
  </xsl:function>

  <!-- There are few such phrases: by "evidence|certainty". -->
  <xsl:variable name="v:grounds" as="map(xs:string, xs:string)"
                select="map:merge(for $evidence in ('internal', 'external', 'conjecture', ''), $cert in ('high', 'medium', 'low', '')
                                  return map:entry($evidence || '|' || $cert,
                                    string-join((f:label('evidence.' || ($evidence[.], 'none')[1]),
                                                 $cert[.] ! f:label('cert.' || .)), '; ')))"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
</xsl:stylesheet>
