<?xml version="1.0" encoding="UTF-8"?>
<!-- What the index could not carry of what the edition says about sending and receiving. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The members of a map of XPath have no order: who writes the report gives them one. -->
  <xsl:function name="f:loss-report" as="xs:string">
    <xsl:variable name="edition" as="xs:string"
                  select="string-join($v:edition/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:idno[@type = 'letterbook'], ' ')"/>
    <xsl:sequence select="serialize(map {
      'edition': $edition,
      'cmif.xml': f:told-of($v:letters ! f:losses(., false())),
      'cmif-v2.xml': f:told-of($v:letters ! f:losses(., true()))}, map {'method': 'json'})"/>
  </xsl:function>

  <!-- Which facts are lost, and how many of each kind. -->
  <xsl:function name="f:told-of" as="map(xs:string, item())">
    <xsl:param name="losses" as="map(xs:string, xs:string)*"/>
    <xsl:variable name="counts" as="map(xs:string, xs:integer)">
      <xsl:map>
        <xsl:for-each-group select="$losses" group-by="?what">
          <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:sequence select="map {'count': $counts, 'losses': array {$losses}}"/>
  </xsl:function>

  <xsl:function name="f:loss" as="map(xs:string, xs:string)">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="map {'letter': string($letter/@xml:id), 'of': $of, 'what': $what, 'value': $value}"/>
  </xsl:function>

  <xsl:function name="f:losses" as="map(xs:string, xs:string)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="new" as="xs:boolean"/>
    <xsl:variable name="description" as="element(tei:correspDesc)?" select="f:description($letter)"/>
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

  <xsl:function name="f:gone" as="map(xs:string, xs:string)?">
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
