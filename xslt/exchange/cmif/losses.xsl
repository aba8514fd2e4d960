<?xml version="1.0" encoding="UTF-8"?>
<!-- What the index could not carry of what the edition says about sending and receiving. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns="http://www.w3.org/2005/xpath-functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- JSON through its XML form, which keeps the order. -->
  <xsl:function name="f:loss-report" as="xs:string">
    <xsl:variable name="report" as="element()">
      <map>
        <string key="edition">{$v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:idno[@type = 'letterbook']}</string>
        <xsl:for-each select="false(), true()">
          <xsl:variable name="new" as="xs:boolean" select="."/>
          <xsl:variable name="losses" as="element()*">
            <xsl:for-each select="$v:letters">
              <xsl:sequence select="f:description(.) ! f:losses(current(), ., $new)"/>
            </xsl:for-each>
          </xsl:variable>
          <map key="{if ($new) then 'cmif-v2.xml' else 'cmif.xml'}">
            <map key="count">
              <xsl:for-each-group select="$losses" group-by="*[@key = 'what']/string()">
                <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
                <number key="{current-grouping-key()}">{count(current-group())}</number>
              </xsl:for-each-group>
            </map>
            <array key="losses">
              <xsl:sequence select="$losses"/>
            </array>
          </map>
        </xsl:for-each>
      </map>
    </xsl:variable>
    <xsl:sequence select="xml-to-json($report)"/>
  </xsl:function>

  <xsl:function name="f:loss" as="element()">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <map>
      <string key="letter">{$letter/@xml:id}</string>
      <string key="of">{$of}</string>
      <string key="what">{$what}</string>
      <string key="value">{$value}</string>
    </map>
  </xsl:function>

  <xsl:function name="f:losses" as="element()*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="description" as="element(tei:correspDesc)"/>
    <xsl:param name="new" as="xs:boolean"/>
    <xsl:for-each select="$description/tei:correspAction[not(@type = ('sent', 'received'))]">
      <xsl:sequence select="f:loss($letter, string(@type), 'action', normalize-space())"/>
    </xsl:for-each>
    <xsl:for-each select="'sent', 'received'">
      <xsl:variable name="type" as="xs:string" select="."/>
      <xsl:variable name="actions" as="element(tei:correspAction)*" select="$description/tei:correspAction[@type = $type]"/>
      <xsl:variable name="taken" as="element(tei:date)?" select="f:dated($actions)[1]"/>
      <xsl:for-each select="$actions/*">
        <xsl:variable name="of" as="xs:string" select="$type || ' ' || local-name()"/>
        <xsl:choose>
          <xsl:when test="self::tei:date[not(. is $taken)]">
            <xsl:sequence select="f:loss($letter, $of, 'date', string-join((f:attributes(@*), normalize-space()), ' '))"/>
          </xsl:when>
          <xsl:when test="self::tei:date">
            <xsl:variable name="gone" as="attribute()*"
                          select="@* except (f:dating(.), @cert[. = 'low'], @evidence[$new and . = 'conjecture'], f:told(., $new))"/>
            <xsl:sequence select="f:gone($letter, $of, 'calendar', $gone[not(local-name() = ('cert', 'evidence', 'resp'))])"/>
            <xsl:sequence select="f:gone($letter, $of, 'certainty', $gone[local-name() = ('cert', 'evidence', 'resp')])"/>
            <xsl:if test="not($new) and normalize-space()">
              <xsl:sequence select="f:loss($letter, $of, 'words', normalize-space())"/>
            </xsl:if>
          </xsl:when>
          <xsl:when test="self::tei:note">
            <xsl:if test="not($new)">
              <xsl:sequence select="f:loss($letter, $of, (@type[. = 'evidence'], 'alternatives')[1], normalize-space())"/>
            </xsl:if>
          </xsl:when>
          <xsl:when test=". intersect (f:parties($actions), $actions/tei:placeName[normalize-space()])">
            <xsl:variable name="gone" as="attribute()*"
                          select="(@cert, @evidence, @resp) except (@cert[$new and . = 'low'], @evidence[$new and . = 'conjecture'], f:told(., $new))"/>
            <xsl:sequence select="f:gone($letter, $of || ' ' || normalize-space(), 'certainty', $gone)"/>
            <xsl:sequence select="f:unkept(.) ! f:loss($letter, $of || ' ' || normalize-space(current()), 'identifier', .)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="f:loss($letter, $of, 'element', string-join((f:attributes(@*), normalize-space()), ' '))"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="$description/tei:correspContext/*[not($new and $url and self::tei:ref[f:neighbour(.)])]">
      <xsl:sequence select="f:loss($letter, 'correspContext', 'context', string-join((@type, @subtype, normalize-space()), ' '))"/>
    </xsl:for-each>
    <xsl:for-each select="$description/tei:correspContext/*[$new and $url and self::tei:ref[f:neighbour(.)]][@cert or @resp]">
      <xsl:sequence select="f:gone($letter, 'correspContext ' || string-join((@type, normalize-space()), ' '), 'certainty', (@cert, @resp))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The attributes that the note on certainty of the later version tells in words. -->
  <xsl:function name="f:told" as="attribute()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:param name="new" as="xs:boolean"/>
    <xsl:sequence select="$fact[$new and (@cert or @evidence)]/(@cert, @evidence, @resp)"/>
  </xsl:function>

  <xsl:function name="f:gone" as="element()?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="gone" as="attribute()*"/>
    <xsl:sequence select="if ($gone) then f:loss($letter, $of, $what, f:attributes($gone)) else ()"/>
  </xsl:function>

  <xsl:function name="f:attributes" as="xs:string">
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:sequence select="string-join($attributes ! (name() || '=' || .), ' ')"/>
  </xsl:function>

  <!-- The identifiers in the register that were not chosen, or that correspSearch does not know. -->
  <xsl:function name="f:unkept" as="xs:string*">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="kept" as="xs:string?" select="f:authority($name)[1]"/>
    <xsl:variable name="entry" as="element()?" select="(f:named($name/@ref) ! key('v:entry', ., $v:edition))[1]"/>
    <xsl:sequence select="$entry/tei:idno[normalize-space()][not(some $known in $v:authorities satisfies
                          (f:address(., $known)[matches(., $known?form)] ! ($known?address || replace(replace(., $known?form, ''), '(/.*|\.html)$', ''))) = $kept)]
                          ! string-join((@type, normalize-space()), ':')"/>
  </xsl:function>
</xsl:stylesheet>
