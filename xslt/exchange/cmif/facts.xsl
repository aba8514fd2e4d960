<?xml version="1.0" encoding="UTF-8"?>
<!-- A letter's correspDesc in the form of CMIF: two actions, names as words, authorities as addresses, one date each. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns="http://www.tei-c.org/ns/1.0"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The authorities that correspSearch knows, in the order in which one is chosen: idno/@type, the address that
       it takes, and other forms of that address. -->
  <xsl:variable name="v:authorities" as="map(xs:string, xs:string)*" static="yes" select="
    map {'type': 'gnd', 'address': 'https://d-nb.info/gnd/', 'form': '^https?://d-nb\.info/gnd/'},
    map {'type': 'viaf', 'address': 'https://viaf.org/viaf/', 'form': '^https?://(www\.)?viaf\.org/viaf/'},
    map {'type': 'lccn', 'address': 'https://lccn.loc.gov/', 'form': '^https?://(lccn\.loc\.gov|id\.loc\.gov/authorities/names)/'},
    map {'type': 'bnf', 'address': 'https://catalogue.bnf.fr/ark:/12148/', 'form': '^https?://(catalogue|data)\.bnf\.fr/ark:/12148/'},
    map {'type': 'ndl', 'address': 'https://id.ndl.go.jp/auth/ndlna/', 'form': '^https?://id\.ndl\.go\.jp/auth/ndlna/'},
    map {'type': 'geonames', 'address': 'https://www.geonames.org/', 'form': '^https?://(www|sws)\.geonames\.org/'}"/>

  <!-- The form of a date that CMIF has: a year, a month, a day. -->
  <xsl:variable name="v:day" as="xs:string" static="yes" select="'^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'"/>
  <xsl:variable name="v:dating" as="xs:string*" static="yes" select="'when', 'from', 'to', 'notBefore', 'notAfter'"/>

  <xsl:function name="f:entry" as="element(tei:correspDesc)">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="description" as="element(tei:correspDesc)"/>
    <xsl:param name="new" as="xs:boolean"/>
    <correspDesc>
      <xsl:attribute name="key" select="f:key($letter)"/>
      <xsl:if test="$url">
        <xsl:attribute name="ref" select="f:page($letter)"/>
      </xsl:if>
      <xsl:attribute name="source" select="'#' || $uuid"/>
      <xsl:for-each select="'sent', 'received'">
        <xsl:variable name="actions" as="element(tei:correspAction)*" select="$description/tei:correspAction[@type = current()]"/>
        <correspAction type="{.}">
          <xsl:sequence select="f:parties($actions) ! f:name(., $new)"/>
          <xsl:if test="empty(f:parties($actions))">
            <persName>Unknown</persName>
          </xsl:if>
          <xsl:sequence select="$actions/tei:placeName[normalize-space()] ! f:name(., $new)"/>
          <xsl:sequence select="f:dated($actions)[1] ! f:day(., $new)"/>
        </correspAction>
      </xsl:for-each>
      <xsl:if test="$new">
        <xsl:if test="$url and $description/tei:correspContext/tei:ref">
          <correspContext>
            <xsl:for-each select="$description/tei:correspContext/tei:ref[f:neighbour(.)]">
              <ref>
                <xsl:sequence select="@type, @subtype"/>
                <xsl:attribute name="target" select="f:page(f:neighbour(.))"/>
                <xsl:text>{normalize-space()}</xsl:text>
              </ref>
            </xsl:for-each>
          </correspContext>
        </xsl:if>
        <xsl:sequence select="f:notes($letter, $description)"/>
      </xsl:if>
    </correspDesc>
  </xsl:function>

  <!-- Who sent, or received: persons and bodies, whatever the element, that have a name. -->
  <xsl:function name="f:parties" as="element()*">
    <xsl:param name="actions" as="element(tei:correspAction)*"/>
    <xsl:sequence select="$actions/(tei:persName | tei:orgName | tei:name | tei:rs)[normalize-space()]"/>
  </xsl:function>

  <xsl:function name="f:name" as="element()">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="new" as="xs:boolean"/>
    <xsl:element name="{if ($name[self::tei:orgName or self::tei:placeName]) then local-name($name) else 'persName'}">
      <xsl:variable name="authority" as="xs:string?" select="f:authority($name)[1]"/>
      <xsl:if test="$authority">
        <xsl:attribute name="ref" select="$authority"/>
      </xsl:if>
      <xsl:if test="$new">
        <xsl:sequence select="$name/(@evidence[. = 'conjecture'], @cert[. = 'low'])"/>
      </xsl:if>
      <xsl:text>{normalize-space($name)}</xsl:text>
    </xsl:element>
  </xsl:function>

  <!-- The addresses of a name that correspSearch knows, the one that is chosen first. -->
  <xsl:function name="f:authority" as="xs:string*">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="entry" as="element()?" select="(f:named($name/@ref) ! key('v:entry', ., $v:edition))[1]"/>
    <!-- Most names have none. -->
    <xsl:variable name="addresses" as="xs:string*" select="$name/@ref ! tokenize(.)[not(starts-with(., '#'))]"/>
    <xsl:for-each select="if (exists(($addresses, $entry/tei:idno))) then $v:authorities[if ($name/self::tei:placeName) then ?type = 'geonames' else ?type ne 'geonames'] else ()">
      <xsl:variable name="known" as="map(xs:string, xs:string)" select="."/>
      <xsl:sequence select="($addresses, $entry/tei:idno[normalize-space()] ! f:address(., $known))[matches(., $known?form)] !
                            ($known?address || replace(replace(., $known?form, ''), '(/.*|\.html)$', ''))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- An identifier of the register as an address: as it is written, or with the address of its kind before it. -->
  <xsl:function name="f:address" as="xs:string">
    <xsl:param name="idno" as="element(tei:idno)"/>
    <xsl:param name="known" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="(normalize-space($idno)[matches(., '^https?:')],
                           $known?address[lower-case($idno/@type) = $known?type] || normalize-space($idno))[1]"/>
  </xsl:function>

  <!-- The dates of an action that CMIF can hold. -->
  <xsl:function name="f:dated" as="element(tei:date)*">
    <xsl:param name="actions" as="element(tei:correspAction)*"/>
    <xsl:sequence select="$actions/tei:date[f:dating(.)]"/>
  </xsl:function>

  <xsl:function name="f:dating" as="attribute()*">
    <xsl:param name="date" as="element(tei:date)"/>
    <xsl:sequence select="$date/@*[local-name() = $v:dating][matches(., $v:day)]"/>
  </xsl:function>

  <!-- A date. `cert` low is the one sign of doubt that all checkers take; the words come with the later version. -->
  <xsl:function name="f:day" as="element(tei:date)">
    <xsl:param name="date" as="element(tei:date)"/>
    <xsl:param name="new" as="xs:boolean"/>
    <date>
      <xsl:sequence select="f:dating($date), $date/@cert[. = 'low'], $date/@evidence[$new and . = 'conjecture']"/>
      <xsl:if test="$new">{normalize-space($date)}</xsl:if>
    </date>
  </xsl:function>

  <!-- What the letter is called in the index: its printed number, else the end of its id. -->
  <xsl:function name="f:key" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="($letter/@n ! normalize-space()[. ne ''], substring-after($letter/@xml:id, 'letter-'))[1]"/>
  </xsl:function>

  <xsl:function name="f:page" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$url || 'html/letters/' || f:file-name($letter) || '.html'"/>
  </xsl:function>

  <!-- The letter that a correspContext names. -->
  <xsl:function name="f:neighbour" as="element(tei:div)?">
    <xsl:param name="ref" as="element(tei:ref)"/>
    <xsl:sequence select="(f:named($ref/@target) ! key('v:by-id', ., $v:edition)[self::tei:div][f:is-letter(.)])[1]"/>
  </xsl:function>

  <!-- What the draft of CMIF 2 has in notes: where the text is, whom and what it names; and how sure the facts are. -->
  <xsl:function name="f:notes" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="description" as="element(tei:correspDesc)"/>
    <xsl:variable name="terms" as="xs:string" select="'https://lod.academy/cmif/vocab/terms/'"/>
    <xsl:variable name="refs" as="element(tei:ref)*">
      <xsl:if test="$url">
        <ref type="{$terms}isAvailableAsTEIfile" target="{$url}tei/letters/{f:letter-file($letter)}"/>
      </xsl:if>
      <ref type="{$terms}isPublishedWith" target="{$terms}transcription"/>
      <xsl:for-each-group select="$letter//(tei:persName | tei:placeName)[f:authority(.)]" group-by="f:authority(.)[1]">
        <ref type="{$terms}{if (self::tei:persName) then 'mentionsPerson' else 'mentionsPlace'}" target="{current-grouping-key()}">{normalize-space()}</ref>
      </xsl:for-each-group>
    </xsl:variable>
    <note>
      <xsl:sequence select="$refs"/>
    </note>
    <xsl:variable name="doubts" as="xs:string*" select="$description/tei:correspAction/*[@cert or @evidence] ! f:doubt(.)"/>
    <xsl:if test="exists($doubts)">
      <note>Certainty: {string-join($doubts, '; ')}.</note>
    </xsl:if>
    <xsl:for-each select="$description/tei:correspAction/tei:note">
      <note>{normalize-space()}</note>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:doubt" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="what" as="xs:string"
                  select="if ($fact/self::tei:date) then 'date' else if ($fact/self::tei:placeName) then 'place' else 'name'"/>
    <xsl:sequence select="$fact/../@type || ' ' || $what || ' (' || f:value($fact) || ') '
                          || string-join(($fact/@cert, $fact/@evidence, $fact/@resp ! ('by ' || substring-after(., '#'))), ', ')"/>
  </xsl:function>

  <!-- A fact in short: its words, or the attributes of a date without any. -->
  <xsl:function name="f:value" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="(normalize-space($fact)[. ne ''], string-join($fact/@*[local-name() = $v:dating] ! (local-name() || ' ' || .), ', '))[1]"/>
  </xsl:function>
</xsl:stylesheet>
