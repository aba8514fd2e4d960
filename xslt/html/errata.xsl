<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of all corrections. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:template name="f:errata-page" as="xs:string">
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="errata">
        <h1>{f:label('corrections.heading')}</h1>
        <p class="legend">{f:label('errata.legend')}</p>
        <div class="scroll" role="group" tabindex="0" aria-label="{f:label('corrections.heading')}">
          <table>
            <thead>
              <tr>
                <xsl:for-each select="'errata.place', 'errata.printed', 'errata.read', 'errata.by', 'errata.sure'">
                  <th scope="col">{f:label(.)}</th>
                </xsl:for-each>
              </tr>
            </thead>
            <tbody>
              <xsl:call-template name="f:errata-of-parts"/>
            </tbody>
          </table>
        </div>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'errata'), f:label('corrections.heading') || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <!-- In the order of the book: the corrections of each letter by the anchors of its page, those of the other parts
       by their own pages', those of notes outside letters by the page of notes'. Only parts that hold corrections
       are looked at. -->
  <xsl:template name="f:errata-of-parts" as="element(tr)*">
    <xsl:variable name="sections" as="element(tei:div)*" select="f:note-sections()"/>
    <xsl:variable name="notes" as="map(*)" select="f:context('', $sections, $v:notes)?corrections"/>
    <xsl:for-each-group select="$v:choices" group-adjacent="string(f:letter-of(.) ! generate-id())">
      <xsl:variable name="letter" as="element(tei:div)?" select="f:letter-of(.)"/>
      <xsl:variable name="own" as="map(*)?" select="$letter ! f:context('../', ., f:notes-at-foot(.))?corrections"/>
      <xsl:for-each select="current-group()">
        <xsl:variable name="id" as="xs:string" select="generate-id()"/>
        <xsl:variable name="noted" as="element(tei:note)?" select="f:noted(.)"/>
        <xsl:variable name="part" as="map(*)?" select="if ($letter or $noted) then () else f:part-page(.)"/>
        <xsl:call-template name="f:erratum">
          <xsl:with-param name="page" select="if ($letter) then 'letters/' || f:file-name($letter) || '.html'
                                              else if ($noted) then 'notes.html' else ($part ! ('parts/' || ?file || '.html'), 'index.html')[1]"/>
          <xsl:with-param name="nth" select="if ($letter) then $own($id) else if ($noted) then $notes($id) else $part ! f:context('../', ?parts, ())?corrections($id)"/>
          <xsl:with-param name="place" select="if ($letter) then f:card($letter)?short
                                               else if ($noted) then f:label('call.name', map {'number': f:note-number($noted)})
                                               else ($part?title, f:label('matter.heading'))[1]"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template name="f:erratum" as="element(tr)">
    <xsl:context-item as="element(tei:choice)" use="required"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="nth" as="xs:integer?"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:variable name="readings" as="map(xs:string, xs:string)" select="f:readings(.)"/>
    <xsl:variable name="said" as="element()*" select="(f:read(.), .)"/>
    <tr>
      <td>
        <a href="{$page || $nth ! ('#corr-' || .)}">{$place}</a>
      </td>
      <xsl:for-each select="$readings('{printed'), $readings('{read')">
        <td>
          <xsl:choose>
            <xsl:when test=".">
              <q class="reading">{.}</q>
            </xsl:when>
            <xsl:otherwise>{f:label('corrections.nothing')}</xsl:otherwise>
          </xsl:choose>
        </td>
      </xsl:for-each>
      <td>{($said/@resp)[1] ! f:who(.)}</td>
      <td>{($said/@cert)[1][. = ('high', 'medium', 'low')] ! f:label('cert.' || .)}</td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
