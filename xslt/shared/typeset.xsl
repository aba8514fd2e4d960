<?xml version="1.0" encoding="UTF-8"?>
<!-- Straight quotation marks and double hyphens as a printed book sets them. The TEI keeps those of the source. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- What is set otherwise than a typewriter has it. -->
  <xsl:variable name="v:typed" as="xs:string" static="yes" select="'[&quot;'']|--'"/>

  <!-- By language: the sign that opens a quotation, the one that closes it, and the dash between two spaces, as its
       labels have them. In a language without labels: as in English. -->
  <xsl:variable name="v:quotation" as="map(xs:string, xs:string+)" static="yes" select="map:merge($v:label-files/labels ! map:entry(
    string(@xml:lang), for $key in ('quote.open', 'quote.close', 'dash.spaced') return string(label[@key = $key])))"/>

  <!-- A sign of the Private Use Area stands for each that was recognised, with the printed one and the one shown. -->
  <xsl:variable name="v:signs" as="map(xs:string, xs:string)" static="yes" select="map {
    '&#xE011;': '&quot;', '&#xE012;': '&quot;', '&#xE013;': '--', '&#xE014;': '----', '&#xE015;': '''', '&#xE016;': '''', '&#xE017;': '''',
    '&#xE018;': '--'}"/>
  <xsl:variable name="v:sign" as="xs:string" static="yes" select="'[&#xE011;-&#xE018;]'"/>

  <xsl:function name="f:sign-shown" as="xs:string">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="marks" as="xs:string+" select="($v:quotation($language), $v:quotation('en'))[position() le 3]"/>
    <xsl:sequence select="if ($sign eq '&#xE011;') then $marks[1] else if ($sign eq '&#xE012;') then $marks[2]
                          else if ($sign eq '&#xE013;') then '&#x2014;' else if ($sign eq '&#xE014;') then '&#x2014;&#x2014;'
                          else if ($sign eq '&#xE018;') then $marks[3] else if ($sign eq '&#xE016;') then '&#x2018;' else '&#x2019;'"/>
  </xsl:function>

  <xsl:function name="f:language-of" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="lower-case(tokenize(string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang), '-')[1])"/>
  </xsl:function>

  <!-- A text with a sign of its own for each mark that can be told; what is doubtful stays as it is printed: a mark
       between two spaces or two letters, a single one at the beginning of a word. before, after: the characters
       beside the text, none where a block begins or ends. The characters beside a mark tell what it is: only the words
       that have one are looked at, since a book has hundreds of thousands of others. -->
  <xsl:function name="f:marked" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:param name="after" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="told" as="xs:string"
                  select="f:in-words($before || '&#xE000;' || $text || '&#xE001;' || $after, ('&quot;', '''', '--'), f:marked-word#1)"/>
    <xsl:variable name="single" as="xs:string" select="
      if (not(contains($told, ''''))) then $told else
      (if ($language eq 'en' and matches($told, '''\p{L}'))
       then replace($told, $v:before-quotation || '''(\p{L}[^'']*[.,;:!?])''' || $v:behind-quotation, '$1&#xE016;$2&#xE015;$3') else $told)
      => f:in-words('''', f:marked-end#1)"/>
    <xsl:sequence select="substring-before(substring-after($single, '&#xE000;'), '&#xE001;')"/>
  </xsl:function>

  <!-- A text, those words of it changed that have one of some signs: they are given with the spaces beside them. -->
  <xsl:function name="f:in-words" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="signs" as="xs:string+"/>
    <xsl:param name="change" as="function(xs:string) as xs:string"/>
    <xsl:variable name="words" as="xs:string+" select="tokenize($text, ' ')"/>
    <xsl:variable name="last" as="xs:integer" select="count($words)"/>
    <xsl:variable name="changed" as="xs:string+">
      <xsl:for-each select="$words">
        <xsl:variable name="word" as="xs:string" select="."/>
        <xsl:choose>
          <xsl:when test="some $sign in $signs satisfies contains($word, $sign)">
            <xsl:variable name="left" as="xs:string" select="if (position() gt 1) then ' ' else ''"/>
            <xsl:variable name="right" as="xs:string" select="if (position() lt $last) then ' ' else ''"/>
            <xsl:variable name="made" as="xs:string" select="$change($left || $word || $right)"/>
            <xsl:sequence select="substring($made, 1 + string-length($left), string-length($made) - string-length($left || $right))"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$word"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($changed, ' ')"/>
  </xsl:function>

  <!-- What stands before a mark that opens a quotation, and behind one that closes it. -->
  <xsl:variable name="v:before-quotation" as="xs:string" static="yes"
                select="'(^&#xE000;?|[\s(\[{&#x2014;&#x2013;/&#x201C;&#x2018;&#x201E;&#xAB;&#xE011;&#xE013;&#xE014;&#xE016;&#xE018;-]&#xE000;?)'"/>
  <xsl:variable name="v:behind-quotation" as="xs:string" static="yes"
                select="'(&#xE001;?(?:$|[\s.,;:!?)\]}&#x2014;&#x2013;&#x2019;&#x201D;&#xBB;&#xE012;&#xE013;&#xE014;&#xE015;&#xE018;&quot;''-]))'"/>

  <!-- Dashes, double marks, and single ones between two letters. Twice, since two may have one character between them. -->
  <xsl:function name="f:marked-word" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="dashed" as="xs:string" select="
      if (not(contains($word, '--'))) then $word else
      $word
      => replace('(^|[^-])----([^-]|$)', '$1&#xE014;$2')
      => replace('(\s)--(\s)', '$1&#xE018;$2')
      => replace('(^|[^-])--([^-]|$)', '$1&#xE013;$2') => replace('(^|[^-])--([^-]|$)', '$1&#xE013;$2')"/>
    <xsl:variable name="quoted" as="xs:string" select="
      if (not(contains($word, '&quot;'))) then $dashed else
      $dashed
      => replace($v:before-quotation || '&quot;(&#xE001;?[^\s&quot;&#xE001;])', '$1&#xE011;$2')
      => replace($v:before-quotation || '&quot;(&#xE001;?[^\s&quot;&#xE001;])', '$1&#xE011;$2')
      => replace('([^\s&#xE000;]&#xE000;?)&quot;' || $v:behind-quotation, '$1&#xE012;$2')
      => replace('([^\s&#xE000;]&#xE000;?)&quot;' || $v:behind-quotation, '$1&#xE012;$2')"/>
    <xsl:sequence select="
      if (not(contains($word, ''''))) then $quoted else
      $quoted
      => replace('([\p{L}\p{N}]&#xE000;?)''(&#xE001;?[\p{L}\p{N}])', '$1&#xE017;$2')
      => replace('([\p{L}\p{N}]&#xE000;?)''(&#xE001;?[\p{L}\p{N}])', '$1&#xE017;$2')"/>
  </xsl:function>

  <!-- Single marks at the end of a word. -->
  <xsl:function name="f:marked-end" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="$word
      => replace('([\p{L}\p{N}.,!?]&#xE000;?)''' || $v:behind-quotation, '$1&#xE015;$2')
      => replace('([\p{L}\p{N}.,!?]&#xE000;?)''' || $v:behind-quotation, '$1&#xE015;$2')"/>
  </xsl:function>

  <!-- Words outside the text's own page, as they are shown: titles, first words, what is searched. -->
  <xsl:function name="f:typeset" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="node" as="node()?"/>
    <xsl:choose>
      <xsl:when test="matches($words, $v:typed) and not(matches($words, '[&#xE000;-&#xE018;]'))">
        <xsl:variable name="language" as="xs:string" select="f:language-of($node)"/>
        <xsl:variable name="marked" as="xs:string" select="f:marked($words, '', '', $language)"/>
        <xsl:value-of>
          <xsl:analyze-string select="$marked" regex="{$v:sign}">
            <xsl:matching-substring>{f:sign-shown(., $language)}</xsl:matching-substring>
            <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
      </xsl:when>
      <xsl:otherwise>{$words}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
