<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that readers see, from labels/, in the language of the edition. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Static: read while the stylesheet is compiled, since it may read nothing while it runs.
       A language is added by adding a file. -->
  <xsl:variable name="v:label-files" as="document-node()*" static="yes"
                select="sort(uri-collection('../labels/?select=*.xml')) ! doc(.)"/>

  <!-- The language of the edition without its region, if it has labels; English otherwise. -->
  <xsl:variable name="v:language" as="xs:string"
                select="let $wanted := lower-case(tokenize($v:edition/@xml:lang, '-')[1])
                        return if ($v:label-files/labels/@xml:lang = $wanted) then $wanted else 'en'"/>

  <xsl:variable name="v:labels" as="map(xs:string, xs:string)"
                select="map:merge($v:label-files/labels[@xml:lang = $v:language]/label ! map:entry(string(@key), string()))"/>

  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($v:labels($key), $key)[1]"/>
  </xsl:function>

  <!-- A label with its {names} filled in. What is filled in is taken as it is, braces and all. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="string-join($v:label-parts($key) ! (if (starts-with(., '{')) then $values(substring(., 2)) else .))"/>
  </xsl:function>

  <!-- "Letters received: 3". -->
  <xsl:function name="f:count-of" as="xs:string">
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="count" as="xs:anyAtomicType"/>
    <xsl:sequence select="f:label('count.of', map {'what': $what, 'count': string($count)})"/>
  </xsl:function>

  <!-- A sentence of letterbook's own, which is English in the TEI, in the language of the page: it is known by the English
       label of its kind, what stands in brackets behind it goes with it. Nothing, where no label says it: no page mixes
       languages. -->
  <xsl:function name="f:translated" as="xs:string?">
    <xsl:param name="english" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace($english, ' \(&#x201C;.*$', '', 's')"/>
    <xsl:variable name="known" as="map(*)?" select="if ($v:language eq 'en') then () else $v:sentences[starts-with(?key, $kind)][matches($bare, ?pattern)][1]"/>
    <xsl:sequence select="if ($v:language eq 'en') then $english
                          else $known ! (f:filled($v:label-parts(?key), $bare, ?pattern) || substring-after($english, $bare))"/>
  </xsl:function>

  <!-- A label's parts with what stands in an English sentence in the place of its names, in the same order; a name that
       stands twice in a label is filled in as it stands. -->
  <xsl:function name="f:filled" as="xs:string">
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:param name="sentence" as="xs:string"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:sequence select="string-join(for $at in 1 to count($parts) return
                            if (starts-with($parts[$at], '{'))
                            then f:word(replace($sentence, $pattern, '$' || count($parts[position() le $at][starts-with(., '{')])))
                            else $parts[$at])"/>
  </xsl:function>

  <!-- What a sentence is filled in with: a day of the week, a calendar, in the language of the page. -->
  <xsl:function name="f:word" as="xs:string">
    <xsl:param name="english" as="xs:string"/>
    <xsl:sequence select="($v:labels('word.' || lower-case($english)), $english)[1]"/>
  </xsl:function>

  <!-- The English labels that sentences are known by, those that have a name in them last: "the heading names {name}"
       would be taken for "the heading names the recipient". -->
  <xsl:variable name="v:sentences" as="map(*)*"
                select="sort($v:label-files/labels[@xml:lang = 'en']/label[matches(@key, '^(reason|said)\.')], (), function($one) { contains($one, '{') }) ! map {
                  'key': string(@key),
                  'pattern': '^' || (replace(., '([.?()+*\[\]])', '\\$1') => replace('\{\i\c*\}', '(.+)')) || '$'}"/>

  <!-- The labels cut at their names: "{from} to {to}" is "{from", " to ", "{to". -->
  <xsl:variable name="v:label-parts" as="map(xs:string, xs:string*)"
                select="map:merge(map:keys($v:labels) ! map:entry(., tokenize(replace($v:labels(.), '(\{\i\c*)\}', '&#10;$1&#10;'), '\n')[. ne '']))"/>
</xsl:stylesheet>
