<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:out="https://letterbook.invalid/ns/written-stylesheet"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Schematron (ISO/IEC 19757-3) to XSLT 3.0: writes the stylesheet that checks a document by a schema's rules.

       The written stylesheet gives a JSON array, one object for each assertion that fails and each report that
       applies, in document order:
         rule     the id of the assertion, or else of its rule, or else of its pattern
         role     "error", "warning" ..., of the assertion, or else of its rule; "" where neither has one
         nth      which element of the document it is about, counted from 1 in document order: the line can so be
                  found in any other parse of the same file
         message  the words, spaces tidied

       Within a pattern only the first rule that matches a node fires (section 6.5 of the standard). All patterns
       are tried in one walk: each rule becomes a template, and from the rule of one pattern a node goes on to
       those of the others by xsl:next-match.

       Read are schema, ns, title, p, pattern, rule, let, assert, report, value-of, name, emph, dir, span, and the
       declarations of XSLT itself at the top, such as xsl:key. What else Schematron has (abstract patterns and
       rules, phases, diagnostics, properties, include) is refused, since a rule left out silently is no rule. -->

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="message" on-no-match="text-only-copy"/>

  <xsl:variable name="rules" as="element(sch:rule)*" select="/sch:schema/sch:pattern/sch:rule"/>

  <!-- What Schematron has and this stylesheet does not read. -->
  <xsl:variable name="refused" as="element()*" select="//sch:*[not(local-name() = ('schema', 'ns', 'title', 'p',
    'pattern', 'rule', 'let', 'assert', 'report', 'value-of', 'name', 'emph', 'dir', 'span'))]
    | //sch:*[@abstract = 'true' or @is-a] | //sch:let[not(@value)]"/>

  <!-- Names in the written stylesheet that no let can have. -->
  <xsl:variable name="fired" as="xs:string" select="'Q{https://letterbook.invalid/ns/function}fired'"/>
  <xsl:variable name="words" as="xs:string" select="'Q{https://letterbook.invalid/ns/function}words'"/>

  <xsl:template match="/" as="element()">
    <xsl:if test="not(sch:schema)">
      <xsl:message terminate="yes">This is no Schematron schema: its root is {name(*)}.</xsl:message>
    </xsl:if>
    <xsl:for-each select="$refused[1]">
      <xsl:message terminate="yes">This Schematron schema uses {name()}{@abstract/' with @abstract'}{@is-a/' with @is-a'
        }{self::sch:let/' without @value'}, which is not read here.</xsl:message>
    </xsl:for-each>
    <xsl:apply-templates select="sch:schema"/>
  </xsl:template>

  <xsl:template match="sch:schema" as="element()">
    <out:stylesheet version="3.0">
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="string(@uri)"/>
      </xsl:for-each>
      <xsl:copy-of select="xsl:*" copy-namespaces="no"/>
      <out:mode use-accumulators="nth"/>
      <out:mode name="check" on-no-match="deep-skip"/>
      <out:accumulator name="nth" initial-value="0">
        <out:accumulator-rule match="*" select="$value + 1"/>
      </out:accumulator>
      <xsl:apply-templates select="sch:let | sch:pattern/sch:let"/>
      <out:template match="/">
        <out:variable name="found" as="map(*)*">
          <out:apply-templates select="{f:nodes($rules/@context)}" mode="check"/>
        </out:variable>
        <out:sequence select="serialize(array{{ $found }}, map{{ 'method': 'json' }})"/>
      </out:template>
      <xsl:apply-templates select="$rules"/>
    </out:stylesheet>
  </xsl:template>

  <!-- A let outside a rule is global, as the document's root sees it. -->
  <xsl:template match="sch:let" as="element()">
    <out:variable name="{@name}" select="{@value}"/>
  </xsl:template>

  <!-- The rule that stands first in a pattern is tried first. -->
  <xsl:template match="sch:rule" as="element()">
    <xsl:variable name="number" as="xs:integer" select="count(../preceding-sibling::sch:pattern) + 1"/>
    <xsl:variable name="later" as="xs:integer" select="count($rules[. >> current()])"/>
    <out:template match="{@context}" mode="check" priority="{$later + 1}">
      <out:param name="{$fired}" select="()"/>
      <out:if test="not(${$fired} = {$number})">
        <xsl:apply-templates select="sch:let, (sch:assert | sch:report)"/>
      </out:if>
      <out:next-match>
        <out:with-param name="{$fired}" select="${$fired}, {$number}"/>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:assert" as="element()">
    <out:if test="not(({@test}))">
      <xsl:call-template name="finding"/>
    </out:if>
  </xsl:template>

  <xsl:template match="sch:report" as="element()">
    <out:if test="{@test}">
      <xsl:call-template name="finding"/>
    </out:if>
  </xsl:template>

  <xsl:template name="finding" as="element()+">
    <out:variable name="{$words}">
      <xsl:apply-templates mode="message"/>
    </out:variable>
    <out:map>
      <out:map-entry key="'rule'" select="{f:quoted((@id, ../@id, ../../@id)[1])}"/>
      <out:map-entry key="'role'" select="{f:quoted((@role, ../@role)[1])}"/>
      <out:map-entry key="'nth'" select="((ancestor-or-self::*)[last()], *)[1]/accumulator-before('nth')"/>
      <out:map-entry key="'message'" select="normalize-space(${$words})"/>
    </out:map>
  </xsl:template>

  <xsl:template match="text()" mode="message" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="message" as="element()">
    <out:value-of select="{@select}" separator=" "/>
  </xsl:template>

  <xsl:template match="sch:name" mode="message" as="element()">
    <out:value-of select="name({@path})"/>
  </xsl:template>

  <xsl:function name="f:quoted" as="xs:string">
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="concat('''', replace(string($value), '''', ''''''), '''')"/>
  </xsl:function>

  <!-- Which nodes a walk must visit so that every context can be met: elements, and others only where a context,
       its predicates aside, speaks of them. Attributes double the walk. -->
  <xsl:function name="f:nodes" as="xs:string">
    <xsl:param name="contexts" as="xs:string*"/>
    <xsl:variable name="bare" as="xs:string*" select="$contexts ! f:without-predicates(.)"/>
    <xsl:variable name="root" as="xs:boolean"
      select="some $c in $bare satisfies matches($c, '(^|\|)\s*/\s*(\||$)|document-node\(')"/>
    <xsl:variable name="leaves" as="xs:boolean"
      select="some $c in $bare satisfies matches($c, '(text|comment|processing-instruction|node)\(')"/>
    <xsl:variable name="attributes" as="xs:boolean"
      select="some $c in $bare satisfies matches($c, '@|attribute(::|\()')"/>
    <xsl:sequence select="concat('. | '[$root], 'descendant::', if ($leaves) then 'node()' else '*',
      '/(. | @*)'[$attributes])"/>
  </xsl:function>

  <xsl:function name="f:without-predicates" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="less" as="xs:string" select="replace($context, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($less = $context) then $context else f:without-predicates($less)"/>
  </xsl:function>
</xsl:stylesheet>
